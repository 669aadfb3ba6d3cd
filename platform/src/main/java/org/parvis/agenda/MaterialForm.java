package org.parvis.agenda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** A recording or a material as it was typed. */
public record MaterialForm(Map<String, String> values) {
    static MaterialForm of(Map<String, String> fields) {
        Map<String, String> values = new HashMap<>();
        fields.forEach((name, typed) -> values.put(name, typed.replace("\0", "").strip()));
        return new MaterialForm(values);
    }

    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    Material.Kind kind() {
        return get("genre").equals("RECORDING") ? Material.Kind.RECORDING : Material.Kind.MATERIAL;
    }

    Bilingual title() {
        return new Bilingual(get("titre"), get("titre_en"));
    }

    List<Mistake> mistakes(boolean hasFile, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (get("titre").isEmpty()
                || Math.max(get("titre").length(), get("titre_en").length()) > 200)
            mistakes.add(new Mistake("titre", visit.say("agenda.materials.titre.bad")));
        if (hasFile == !get("lien").isEmpty()) mistakes.add(new Mistake("lien", visit.say("agenda.materials.one")));
        else if (!hasFile
                && (!get("lien").matches("https?://[^\\s]+") || get("lien").length() > 2_000))
            mistakes.add(new Mistake("lien", visit.say("agenda.materials.lien.bad")));
        return mistakes;
    }
}
