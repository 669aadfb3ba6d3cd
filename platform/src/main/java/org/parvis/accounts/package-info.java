/**
 * Who acts in public: people, how they sign in, the roles they hold; organisations, each in its college; and the mail they
 * receive. A <em>mandate</em> is a role held by a person, for an organisation where the role asks for one, from a day to a
 * day; it is granted, ended and handed over by a coordinator, in acts that the journal records.
 */
@ApplicationModule(
        displayName = "Accounts",
        allowedDependencies = {"house", "web", "journal"})
@NullMarked
package org.parvis.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
