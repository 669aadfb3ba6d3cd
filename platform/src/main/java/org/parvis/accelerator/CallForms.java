package org.parvis.accelerator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The door by which a draft call is given its form, its rules and its criteria; once it is published they stay. */
@Component
class CallForms {
    private static final int MOST_FIELDS = 60, MOST_CRITERIA = 10;

    private final JdbcClient db;
    private final Calls calls;
    private final JsonMapper json;

    CallForms(JdbcClient db, Calls calls, JsonMapper json) {
        this.db = db;
        this.calls = calls;
        this.json = json;
    }

    /** A field as an organiser typed it, checked but for what it depends on. */
    record FieldSheet(
            CallField.Kind kind,
            Bilingual section,
            Bilingual label,
            Bilingual hint,
            List<Bilingual> options,
            boolean required,
            @Nullable Long shownIf,
            @Nullable String shownValue,
            @Nullable CallCollege seenBy) {}

    @Transactional
    public void add(Actor actor, String slug, FieldSheet sheet) {
        var call = calls.lockDraft(slug, actor);
        var fields = calls.listFields(call);
        if (fields.size() >= MOST_FIELDS) throw new BadInput("accelerator.field.many", MOST_FIELDS);
        mustDependOnEarlier(sheet, fields);
        db.sql("""
                insert into call_field (kind, section_fr, section_en, label_fr, label_en, hint_fr, hint_en, options, required,
                                        shown_if, shown_value, seen_by, call_id, position)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?,
                        (select coalesce(max(position), 0) + 1 from call_field where call_id = ?))""").params(values(sheet, call.id(), call.id())).update();
    }

    @Transactional
    public void change(Actor actor, String slug, long id, FieldSheet sheet) {
        var call = calls.lockDraft(slug, actor);
        var fields = calls.listFields(call);
        var field = field(fields, id);
        mustDependOnEarlier(sheet, fields.subList(0, fields.indexOf(field)));
        for (var dependent : fields)
            if (dependent.shownIf() != null
                    && dependent.shownIf() == id
                    && (!isChoice(sheet.kind())
                            || sheet.options().stream().noneMatch(o -> o.fr().equals(dependent.shownValue()))))
                throw new BadInput("accelerator.field.needed", dependent.label().fr());
        db.sql("""
                update call_field set (kind, section_fr, section_en, label_fr, label_en, hint_fr, hint_en, options, required,
                                       shown_if, shown_value, seen_by)
                = (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?) where id = ?""").params(values(sheet, id)).update();
    }

    private static boolean isChoice(CallField.Kind kind) {
        return kind == CallField.Kind.CHOICE || kind == CallField.Kind.CHOICES;
    }

    private static CallField field(List<CallField> fields, long id) {
        return fields.stream().filter(f -> f.id() == id).findFirst().orElseThrow(() -> new NotFound("field " + id));
    }

    private static void mustDependOnEarlier(FieldSheet sheet, List<CallField> earlier) {
        if (sheet.shownIf() == null) return;
        if (earlier.stream()
                .noneMatch(f -> f.id() == sheet.shownIf()
                        && f.isChoice()
                        && f.options().stream().anyMatch(o -> o.fr().equals(sheet.shownValue()))))
            throw new BadInput("accelerator.field.condition.bad");
    }

    private List<@Nullable Object> values(FieldSheet sheet, Object... more) {
        var values = new ArrayList<@Nullable Object>(Values.of(
                sheet.kind().name(),
                sheet.section().fr(),
                sheet.section().en(),
                sheet.label().fr(),
                sheet.label().en(),
                sheet.hint().fr(),
                sheet.hint().en(),
                json.writeValueAsString(sheet.options()),
                sheet.required(),
                sheet.shownIf(),
                sheet.shownValue(),
                sheet.seenBy() == null ? "ALL" : sheet.seenBy().name()));
        values.addAll(List.of(more));
        return values;
    }

    /** One place up or down; nothing where it stands at the end. */
    @Transactional
    public void move(Actor actor, String slug, long id, boolean up) {
        var call = calls.lockDraft(slug, actor);
        var fields = calls.listFields(call);
        int from = fields.indexOf(field(fields, id)), to = up ? from - 1 : from + 1;
        if (to < 0 || to >= fields.size()) return;
        var first = fields.get(Math.min(from, to));
        var second = fields.get(Math.max(from, to));
        if (second.shownIf() != null && second.shownIf() == first.id())
            throw new BadInput(
                    "accelerator.field.order",
                    second.label().fr(),
                    first.label().fr());
        db.sql("""
                update call_field f set position = case f.id when :first then :second_place else :first_place end
                where f.id in (:first, :second)""")
                .param("first", first.id())
                .param("second", second.id())
                .param("first_place", first.position())
                .param("second_place", second.position())
                .update();
    }

    @Transactional
    public void removeField(Actor actor, String slug, long id) {
        var call = calls.lockDraft(slug, actor);
        var fields = calls.listFields(call);
        field(fields, id);
        for (var dependent : fields)
            if (dependent.shownIf() != null && dependent.shownIf() == id)
                throw new BadInput("accelerator.field.needed", dependent.label().fr());
        db.sql("delete from call_field where id = ?").param(id).update();
    }

    /** All the rules at once, in their order. */
    @Transactional
    public void setRules(Actor actor, String slug, List<Bilingual> rules) {
        var call = calls.lockDraft(slug, actor);
        db.sql("delete from eligibility_rule where call_id = ?")
                .param(call.id())
                .update();
        db.sql("""
                insert into eligibility_rule (call_id, position, rule_fr, rule_en)
                select ?, r.position, r.fr, r.en from unnest(?::text[], ?::text[]) with ordinality r (fr, en, position)""")
                .params(
                        call.id(),
                        rules.stream().map(Bilingual::fr).toArray(String[]::new),
                        rules.stream().map(Bilingual::en).toArray(String[]::new))
                .update();
    }

    /** A criterion as an organiser typed it, and checked. */
    record CriterionSheet(CallCollege college, Bilingual name, Bilingual guidance, int scale, BigDecimal weight) {}

    @Transactional
    public void add(Actor actor, String slug, CriterionSheet sheet) {
        var call = calls.lockDraft(slug, actor);
        if (calls.listCriteria(call).stream()
                        .filter(c -> c.college() == sheet.college())
                        .count()
                >= MOST_CRITERIA) throw new BadInput("accelerator.criterion.many", MOST_CRITERIA);
        db.sql("""
                insert into criterion (college, name_fr, name_en, guidance_fr, guidance_en, scale, weight, call_id, position)
                values (?, ?, ?, ?, ?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from criterion where call_id = ?))""").params(values(sheet, call.id(), call.id())).update();
    }

    @Transactional
    public void change(Actor actor, String slug, long id, CriterionSheet sheet) {
        var call = calls.lockDraft(slug, actor);
        int changed = db.sql("""
                update criterion set (college, name_fr, name_en, guidance_fr, guidance_en, scale, weight) = (?, ?, ?, ?, ?, ?, ?)
                where id = ? and call_id = ?""").params(values(sheet, id, call.id())).update();
        if (changed == 0) throw new NotFound("criterion " + id);
    }

    private static List<@Nullable Object> values(CriterionSheet sheet, Object... more) {
        var values = new ArrayList<@Nullable Object>(Values.of(
                sheet.college().name(),
                sheet.name().fr(),
                sheet.name().en(),
                sheet.guidance().fr(),
                sheet.guidance().en(),
                sheet.scale(),
                sheet.weight()));
        values.addAll(List.of(more));
        return values;
    }

    @Transactional
    public void removeCriterion(Actor actor, String slug, long id) {
        var call = calls.lockDraft(slug, actor);
        int removed = db.sql("delete from criterion where id = ? and call_id = ?")
                .params(id, call.id())
                .update();
        if (removed == 0) throw new NotFound("criterion " + id);
    }
}
