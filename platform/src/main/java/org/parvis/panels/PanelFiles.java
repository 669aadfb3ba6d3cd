package org.parvis.panels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of draws: those that are published never change, those that are kept apart go with the names. */
@Component
class PanelFiles {
    private final JdbcClient db;

    PanelFiles(JdbcClient db) {
        this.db = db;
    }

    void publish(Panel panel, Map<String, String> files) {
        files.forEach((name, content) -> insert(panel, name, true, content));
    }

    void keep(Panel panel, String name, String content) {
        insert(panel, "kept/" + name, false, content);
    }

    private void insert(Panel panel, String name, boolean isPublic, String content) {
        db.sql("insert into panel_file (panel_id, name, is_public, content) values (?, ?, ?, ?)")
                .params(panel.id(), name, isPublic, content)
                .update();
    }

    /** @throws NotFound once it is erased */
    String getKept(Panel panel, String name) {
        return db.sql("select content from panel_file where panel_id = ? and name = ? and not is_public")
                .params(panel.id(), "kept/" + name)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NotFound("kept file " + name));
    }

    /** All that is published, by name, in the order in which it is read. */
    Map<String, String> list(Panel panel) {
        Map<String, String> found = new LinkedHashMap<>(), files = new LinkedHashMap<>();
        db.sql("select name, content from panel_file where panel_id = ? and is_public order by name")
                .param(panel.id())
                .query((row, _) -> found.put(row.getString(1), row.getString(2)))
                .list();
        for (String name : PublishedDraw.FILES) {
            String content = found.remove(name);
            if (content != null) files.put(name, content);
        }
        files.putAll(found);
        return files;
    }

    Optional<String> find(Panel panel, String name) {
        return db.sql("select content from panel_file where panel_id = ? and name = ? and is_public")
                .params(panel.id(), name)
                .query(String.class)
                .optional();
    }
}
