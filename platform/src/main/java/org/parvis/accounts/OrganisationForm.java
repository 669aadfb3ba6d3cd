package org.parvis.accounts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/** An organisation as it is typed; a field that was not sent is empty. */
public record OrganisationForm(
        String slug, String nameFr, String nameEn, String acronym, String college, String aboutFr, String aboutEn) {
    private static final int LONGEST_NAME = 200, LONGEST_ABOUT = 2_000;

    public OrganisationForm {
        slug = Objects.requireNonNullElse(slug, "").strip();
        nameFr = Objects.requireNonNullElse(nameFr, "").strip();
        nameEn = Objects.requireNonNullElse(nameEn, "").strip();
        acronym = Objects.requireNonNullElse(acronym, "").strip();
        college = Objects.requireNonNullElse(college, "");
        aboutFr = Objects.requireNonNullElse(aboutFr, "").strip();
        aboutEn = Objects.requireNonNullElse(aboutEn, "").strip();
    }

    static OrganisationForm of(Organisation organisation) {
        var name = organisation.name();
        var about = organisation.about();
        return new OrganisationForm(
                name.slug(),
                name.full().fr(),
                Objects.requireNonNullElse(name.full().en(), ""),
                Objects.requireNonNullElse(name.acronym(), ""),
                organisation.college().name(),
                about == null ? "" : about.fr(),
                about == null ? "" : Objects.requireNonNullElse(about.en(), ""));
    }

    OrganisationForm at(String address) {
        return new OrganisationForm(address, nameFr, nameEn, acronym, college, aboutFr, aboutEn);
    }

    Organisation checked() {
        if (!slug.matches("[a-z0-9]+(-[a-z0-9]+)*") || slug.length() > LONGEST_NAME || slug.equals("nouvelle"))
            throw new Invalid("slug", "accounts.organisation.slug.bad");
        if (nameFr.isEmpty()) throw new Invalid("nameFr", "accounts.organisation.name.empty");
        if (nameFr.length() > LONGEST_NAME) throw new Invalid("nameFr", "accounts.organisation.long", LONGEST_NAME);
        if (nameEn.length() > LONGEST_NAME) throw new Invalid("nameEn", "accounts.organisation.long", LONGEST_NAME);
        if (acronym.length() > LONGEST_NAME) throw new Invalid("acronym", "accounts.organisation.long", LONGEST_NAME);
        if (aboutFr.length() > LONGEST_ABOUT) throw new Invalid("aboutFr", "accounts.organisation.long", LONGEST_ABOUT);
        if (aboutEn.length() > LONGEST_ABOUT) throw new Invalid("aboutEn", "accounts.organisation.long", LONGEST_ABOUT);
        College chosen = NewcomerForm.college(college);
        if (chosen == null) throw new Invalid("college", "accounts.organisation.college");
        return new Organisation(
                new Organisation.Name(slug, new Bilingual(nameFr, orNull(nameEn)), orNull(acronym)),
                chosen,
                aboutFr.isEmpty() ? null : new Bilingual(aboutFr, orNull(aboutEn)),
                false);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
