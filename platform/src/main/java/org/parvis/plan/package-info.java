/**
 * The action plan and its life. A plan holds engagements, an engagement ambitions, an ambition commitments: concrete,
 * numbered promises of one lead institution, the unit that the partnership's reviewers judge. A commitment's milestones
 * and progress reports are dated facts; where it stands on a day is computed from them ({@code commitment_state}).
 */
@ApplicationModule(
        displayName = "Plan",
        allowedDependencies = {
            "house",
            "web",
            "journal",
            "accounts",
            "territories",
            "files",
            "print",
            "imports",
            "trace",
            "discussion"
        })
@NullMarked
package org.parvis.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
