package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.parvis.web.Task;
import org.parvis.web.TaskSource;
import org.parvis.web.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What awaits jurors: applications to read; and whoever conducts a call: applications that nobody is left to read. */
@Component
class JuryTasks implements TaskSource {
    private final JdbcClient db;

    JuryTasks(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Task> listFor(Actor actor, Visit visit) {
        var tasks = new ArrayList<>(db.sql("""
                select l.slug, count(*) as reads from call_juror j join call l on l.id = j.call_id
                join assignment a on a.juror_id = j.id and a.ended_at is null
                join application c on c.id = a.application_id and c.standing = 'SUBMITTED'
                left join ballot b on b.assignment_id = a.id
                where j.left_at is null and b.handed_at is null
                      and (j.person_id = :person
                           or j.person_id is null and lower(j.email) = (select lower(email) from person where id = :person))
                      and not exists (select from call_step s where s.call_id = l.id and (s.step = 'CANCELLED'
                           or s.step = case j.college when 'ADMINISTRATION' then 'READ' else 'JUDGED' end))
                group by l.id order by l.id""")
                .param("person", actor.personId())
                .query((row, _) -> new Task(
                        visit.say("accelerator.task.read", row.getInt("reads")),
                        "/accelerateur/appels/" + row.getString("slug") + "/jury",
                        null,
                        List.of()))
                .list());
        if (actor.is(Role.COORDINATOR) || actor.is(Role.CONTRIBUTOR)) tasks.addAll(uncovered(actor, visit));
        return tasks;
    }

    private List<Task> uncovered(Actor actor, Visit visit) {
        record Lacking(String slug, String organisation, int applications) {}
        return db.sql("""
                select l.slug, o.slug as organisation, count(*) as applications
                from sharing s join call l on l.id = s.call_id join organisation o on o.id = l.organisation_id
                join application c on c.call_id = l.id and c.standing = 'SUBMITTED' and c.eligible
                     and (s.college = 'ADMINISTRATION' or c.shortlisted_at is not null)
                where s.ended = 'SHARED'
                  and not exists (select from call_step t where t.call_id = l.id and (t.step = 'CANCELLED'
                                  or t.step = case s.college when 'ADMINISTRATION' then 'READ' else 'JUDGED' end))
                  and (select count(*) from assignment a join call_juror j on j.id = a.juror_id and j.college = s.college
                       where a.application_id = c.id and a.ended_at is null)
                      < case s.college when 'ADMINISTRATION' then l.readers_administration else l.readers_citizens end
                group by l.id, o.id order by l.id""").query(Lacking.class).list().stream()
                .filter(l -> actor.is(Role.COORDINATOR) || actor.isFor(Role.CONTRIBUTOR, l.organisation()))
                .map(l -> new Task(
                        visit.say("accelerator.task.uncovered", l.applications()),
                        "/accelerateur/appels/" + l.slug() + "/conduite",
                        null,
                        List.of()))
                .toList();
    }
}
