package org.parvis.accounts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Demonstration;
import org.parvis.web.Bilingual;
import org.parvis.web.Yaml;
import org.springframework.stereotype.Component;

/** The administrations of the 2021–2023 plan, and invented partners marked so. */
@Component
class OrganisationsDemonstration implements Demonstration {
    private final Organisations organisations;

    OrganisationsDemonstration(Organisations organisations) {
        this.organisations = organisations;
    }

    record Item(
            String slug,
            Bilingual name,
            @Nullable String acronym,
            String college,
            @Nullable Bilingual about,
            boolean fictional) {}

    @Override
    public void load() {
        for (Item item : Yaml.list("demonstration/organisations.yaml", Item.class)) {
            organisations.add(new Organisation(
                    new Organisation.Name(item.slug(), item.name(), item.acronym()),
                    College.valueOf(item.college().toUpperCase(Locale.ROOT).replace('-', '_')),
                    item.about(),
                    item.fictional()));
        }
    }
}
