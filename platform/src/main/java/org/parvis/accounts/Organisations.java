package org.parvis.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the organisations. */
@Component
public class Organisations {
    private static final int MOST_DOMAINS = 20;

    private final JdbcClient db;

    Organisations(JdbcClient db) {
        this.db = db;
    }

    /** @throws NotFound where no organisation bears this slug */
    public Organisation get(String slug) {
        return db.sql("select * from organisation where slug = ?")
                .param(slug)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("organisation " + slug));
    }

    public List<Organisation> list() {
        return db.sql("select * from organisation order by name_fr collate \"fr-x-icu\"")
                .query((row, _) -> read(row))
                .list();
    }

    /** A coordinator's: the address is taken once and for all. */
    @Transactional
    public void create(Actor by, Organisation organisation) {
        by.must(Role.COORDINATOR);
        String slug = organisation.name().slug();
        if (list().stream().anyMatch(o -> o.name().slug().equals(slug)))
            throw new Invalid("slug", "accounts.organisation.slug.taken");
        add(organisation);
    }

    /** Its address stays, since others link to it. */
    @Transactional
    public void change(Actor by, Organisation organisation) {
        by.must(Role.COORDINATOR);
        set(organisation);
    }

    /** The domains of its addresses: who writes from one of them speaks for it. */
    public List<String> listDomains(String slug) {
        return db.sql("""
                select d.domain from organisation_domain d join organisation o on o.id = d.organisation_id
                where o.slug = ? order by d.domain""").param(slug).query((row, _) -> row.getString(1)).list();
    }

    /** @throws Invalid where one of them is no domain, or there are too many */
    @Transactional
    public void setDomains(Actor by, String slug, List<String> domains) {
        by.must(Role.COORDINATOR);
        if (domains.size() > MOST_DOMAINS || !domains.stream().allMatch(d -> d.matches("([a-z0-9-]+\\.)+[a-z]{2,}")))
            throw new Invalid("domaines", "accounts.organisation.domains.bad", MOST_DOMAINS);
        db.sql("delete from organisation_domain where organisation_id = (select id from organisation where slug = ?)")
                .param(slug)
                .update();
        db.sql("""
                insert into organisation_domain (organisation_id, domain)
                select o.id, d from organisation o, unnest(?::text[]) d where o.slug = ? on conflict do nothing""").params(domains.toArray(String[]::new), slug).update();
    }

    /** As part of another act, which its room has authorised. */
    public void set(Organisation organisation) {
        var name = organisation.name();
        var about = organisation.about();
        db.sql("""
                update organisation set name_fr = ?, name_en = ?, acronym = ?, college = ?, about_fr = ?, about_en = ?
                where slug = ?""")
                .params(Values.of(
                        name.full().fr(),
                        name.full().en(),
                        name.acronym(),
                        organisation.college().name(),
                        about == null ? null : about.fr(),
                        about == null ? null : about.en(),
                        name.slug()))
                .update();
    }

    /**
     * An organisation as someone wrote it, by the rules of its form.
     *
     * @param values slug, name_fr, name_en, acronym, college, about_fr, about_en; what is absent stays as before
     * @throws Invalid where one of them breaks a rule
     */
    public static Organisation read(Map<String, String> values, @Nullable Organisation before) {
        var was = before == null ? new OrganisationForm("", "", "", "", "", "", "") : OrganisationForm.of(before);
        return new OrganisationForm(
                        values.getOrDefault("slug", was.slug()),
                        values.getOrDefault("name_fr", was.nameFr()),
                        values.getOrDefault("name_en", was.nameEn()),
                        values.getOrDefault("acronym", was.acronym()),
                        values.getOrDefault("college", was.college()),
                        values.getOrDefault("about_fr", was.aboutFr()),
                        values.getOrDefault("about_en", was.aboutEn()))
                .checked();
    }

    public void add(Organisation organisation) {
        var name = organisation.name();
        var about = organisation.about();
        db.sql("""
                insert into organisation (slug, name_fr, name_en, acronym, college, about_fr, about_en, fictional)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        name.slug(),
                        name.full().fr(),
                        name.full().en(),
                        name.acronym(),
                        organisation.college().name(),
                        about == null ? null : about.fr(),
                        about == null ? null : about.en(),
                        organisation.fictional()))
                .update();
    }

    private static Organisation read(ResultSet row) throws SQLException {
        return new Organisation(
                name(row, ""),
                College.valueOf(row.getString("college")),
                Bilingual.find(row, "about"),
                row.getBoolean("fictional"));
    }

    /** A name from the columns {@code <prefix>slug}, {@code <prefix>name_fr}, {@code <prefix>name_en}, {@code <prefix>acronym}. */
    public static Organisation.Name name(ResultSet row, String prefix) throws SQLException {
        return new Organisation.Name(
                row.getString(prefix + "slug"), Bilingual.get(row, prefix + "name"), row.getString(prefix + "acronym"));
    }

    /** The same, where a join may have found nobody. */
    public static Organisation.@Nullable Name findName(ResultSet row, String prefix) throws SQLException {
        return row.getString(prefix + "slug") == null ? null : name(row, prefix);
    }
}
