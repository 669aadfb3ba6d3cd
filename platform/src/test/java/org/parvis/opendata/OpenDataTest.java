package org.parvis.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.siegmar.fastcsv.reader.CsvReader;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.house.Settings;
import org.parvis.house.Sha256;
import org.parvis.journeys.Site;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a re-user of the data counts on. */
@ParvisTest
@Order(4)
class OpenDataTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> HUGE = Set.of("territories", "readings");

    @LocalServerPort
    int port;

    @Autowired
    Resources resources;

    @Autowired
    Settings settings;

    @Autowired
    JdbcClient db;

    Site site;

    @BeforeEach
    void open() {
        site = new Site(port);
    }

    private JsonNode json(String path) {
        var answer = site.get(path);
        assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String local(String address) {
        return address.startsWith(settings.publicUrl() + "/")
                ? address.substring(settings.publicUrl().toString().length())
                : address;
    }

    /** Where a page stands: without its fragment, which the server never sees. */
    private String page(String address) {
        return local(address).replaceFirst("#.*", "");
    }

    private void each(Consumer<Resource> check) {
        assertThat(resources.all()).hasSizeGreaterThan(20);
        resources.all().forEach(check);
    }

    @Test
    void paging_to_the_end_gives_exactly_what_the_export_holds() {
        each(resource -> {
            var paged = new ArrayList<String>();
            String next = resource.path() + "?limit=" + (HUGE.contains(resource.name()) ? 200 : 37);
            while (next != null) {
                var list = json(next);
                list.get("data").forEach(row -> paged.add(row.toString()));
                next = list.get("next").isNull() ? null : local(list.get("next").asString());
            }
            var exported = site.get(resource.path() + ".jsonl")
                    .text()
                    .lines()
                    .map(line -> JSON.readTree(line).toString())
                    .toList();
            assertThat(paged).as(resource.name()).isEqualTo(exported).doesNotHaveDuplicates();
        });
    }

    @Test
    void the_demonstration_fills_every_resource() {
        each(resource -> assertThat(
                        json(resource.path() + "?limit=1").get("data").size())
                .as(resource.name())
                .isEqualTo(1));
    }

    @Test
    void a_row_is_found_again_by_its_key_and_its_page_is_there() {
        each(resource -> {
            var rows = json(resource.path() + "?limit=200").get("data");
            for (int i = 0; i < rows.size(); i += Math.max(1, rows.size() / 4)) {
                var row = rows.get(i);
                String key = String.join(
                        ":",
                        resource.key().stream()
                                .map(name -> row.get(name).asString())
                                .toList());
                assertThat(json(resource.path() + "/" + key)).isEqualTo(row);
                String page = page(row.get("url").asString());
                assertThat(site.get(page).status()).as(page).isEqualTo(200);
                assertThat(site.get("/en" + page).status()).as("/en" + page).isEqualTo(200);
            }
        });
    }

    @Test
    void a_filter_gives_the_rows_that_have_its_value_and_no_other() {
        each(resource -> resource.filters().forEach(field -> {
            var rows = json(resource.path() + "?limit=200").get("data");
            JsonNode wanted = null;
            for (var row : rows) {
                var value = row.get(field.name());
                if (value.isArray() && !value.isEmpty()) value = value.get(0);
                if (!value.isNull() && !value.isArray()) wanted = value;
            }
            if (wanted == null) return;
            String asked = java.net.URLEncoder.encode(wanted.asString(), StandardCharsets.UTF_8);
            var found = json(resource.path() + "?" + field.name() + "=" + asked).get("data");
            assertThat(found).as(resource.name() + "." + field.name()).isNotEmpty();
            for (var row : found) {
                var value = row.get(field.name());
                if (value.isArray()) assertThat(value.valueStream().toList()).contains(wanted);
                else assertThat(value).isEqualTo(wanted);
            }
        }));
    }

    @Test
    void what_changed_since_a_day_comes_page_by_page_in_the_order_of_its_changes() {
        each(resource -> {
            if (resource.changed() == null) return;
            assertThat(json(resource.path() + "?changed_since=2999-01-01").get("data"))
                    .isEmpty();
            var all = new HashSet<String>();
            String next = resource.path() + "?changed_since=1990-01-01T00:00:00Z&limit=150";
            for (int page = 0; next != null && page < 20; page++) {
                var list = json(next);
                list.get("data")
                        .forEach(row -> assertThat(all.add(row.toString())).isTrue());
                next = list.get("next").isNull() ? null : local(list.get("next").asString());
            }
            if (next == null)
                assertThat(all).as(resource.name()).hasSize((int)
                        site.get(resource.path() + ".jsonl").text().lines().count());
        });
    }

    @Test
    void each_csv_keeps_to_its_table_schema() {
        each(resource -> {
            var schema = json("/schemas/" + resource.name() + ".json?lang=en");
            var fields = schema.get("fields").valueStream().toList();
            var csv = CsvReader.builder()
                    .ofCsvRecord(site.get(resource.path() + ".csv").text())
                    .stream()
                    .limit(2_000)
                    .toList();
            assertThat(csv.getFirst().getFields())
                    .isEqualTo(
                            fields.stream().map(f -> f.get("name").asString()).toList());
            var keys = new HashSet<List<String>>();
            for (var record : csv.subList(1, csv.size())) {
                assertThat(record.getFieldCount()).isEqualTo(fields.size());
                var key = new ArrayList<String>();
                for (int i = 0; i < fields.size(); i++) {
                    check(resource.name(), fields.get(i), record.getField(i));
                    if (schema.get("primaryKey")
                            .valueStream()
                            .anyMatch(fields.get(i).get("name")::equals)) key.add(record.getField(i));
                }
                assertThat(keys.add(key)).as(resource.name() + key).isTrue();
            }
        });
    }

    /** As frictionless reads a cell. */
    private static void check(String resource, JsonNode field, String cell) {
        String where = resource + "." + field.get("name").asString() + " = " + cell;
        var constraints = field.path("constraints");
        if (cell.isEmpty()) {
            assertThat(constraints.path("required").asBoolean(false)).as(where).isFalse();
            return;
        }
        switch (field.get("type").asString()) {
            case "integer" -> Long.parseLong(cell);
            case "number" -> new java.math.BigDecimal(cell);
            case "boolean" -> assertThat(cell).as(where).isIn("true", "false");
            case "date" -> LocalDate.parse(cell);
            case "datetime" -> Instant.parse(cell);
            default -> {
                if (field.path("format").asString("").equals("uri"))
                    assertThat(URI.create(cell).isAbsolute()).as(where).isTrue();
            }
        }
        if (constraints.has("enum"))
            assertThat(constraints.get("enum").valueStream().map(JsonNode::asString))
                    .as(where)
                    .contains(cell);
    }

    @Test
    void an_export_bears_a_tag_and_its_hash_stands_beside_it() {
        var csv = site.get("/api/v1/commitments.csv");
        assertThat(csv.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=utf-8");
        String tag = csv.header("ETag");
        var beside = site.get("/api/v1/commitments.csv.sha256");
        assertThat(beside.header("ETag")).isEqualTo(tag);
        assertThat(beside.text()).isEqualTo(Sha256.hex(Sha256.of(csv.body())) + "  commitments.csv\n");
        var again = site.send("HEAD", "/api/v1/commitments.csv");
        assertThat(again.header("Repr-Digest")).startsWith("sha-256=:");
        assertThat(again.header("Content-Length")).isEqualTo(Integer.toString(csv.body().length));
        assertThat(site.get("/api/v1/commitments.csv", "If-None-Match", tag).status())
                .isEqualTo(304);
    }

    @Test
    void an_answer_that_one_has_is_not_sent_again() {
        for (String path : List.of(
                "/api/v1", "/api/v1/plans", "/api/v1/plans/2021-2023", "/api/v1/openapi.json", "/catalog.ttl")) {
            var first = site.get(path);
            assertThat(first.header("ETag")).as(path).startsWith("W/\"");
            var again = site.get(path, "If-None-Match", first.header("ETag"));
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void pages_of_other_sites_may_read_it_and_nobody_may_write() {
        var list = site.get("/api/v1/plans", "Origin", "https://reuser.example");
        assertThat(list.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(list.header("RateLimit-Limit")).isNotEmpty();
        assertThat(Integer.parseInt(list.header("RateLimit-Remaining"))).isPositive();
        assertThat(Integer.parseInt(list.header("RateLimit-Reset"))).isBetween(1, 60);
        var asked = site.send(
                "OPTIONS",
                "/api/v1/plans",
                "Origin",
                "https://reuser.example",
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "if-none-match");
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Access-Control-Allow-Headers")).contains("If-None-Match");
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            var refused = site.send(method, "/api/v1/plans");
            problem(refused, 405);
            assertThat(refused.header("Allow")).contains("GET");
        }
    }

    private static JsonNode problem(Site.Answer answer, int status) {
        assertThat(answer.status()).as(answer + answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(answer.toString()).startsWith("application/problem+json");
        var problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        for (String member : List.of("type", "title", "detail", "instance"))
            assertThat(problem.get(member).asString()).as(answer + member).isNotBlank();
        assertThat(answer.text()).doesNotContain("opendata.");
        return problem;
    }

    @Test
    void a_failure_is_told_to_a_program_as_one() {
        problem(site.get("/api/v1/nothing"), 404);
        problem(site.get("/api/v1/plans/no-such-plan"), 404);
        problem(site.get("/api/v1/contributions/abc"), 404);
        problem(site.get("/api/v1/plans/a/b/c"), 404);
        problem(site.get("/schemas/nothing.json"), 404);
        problem(site.get("/api/v1/plans", "Accept", "text/turtle"), 406);
        problem(site.get("/api/v1/plans.csv", "Accept", "application/json"), 406);
        problem(site.get("/catalog.ttl", "Accept", "text/csv"), 406);
        problem(site.get("/api/v1/plans", "Accept", "nonsense"), 406);
        assertThat(site.get("/api/v1/plans;x=y").header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(problem(site.get("/api/v1/commitments?couleur=bleu", "Accept-Language", "en"), 400)
                        .get("detail")
                        .asString())
                .contains("couleur", "plan", "lead", "changed_since", "limit", "There is no parameter");
        assertThat(problem(site.get("/api/v1/commitments?completion=done"), 400)
                        .get("detail")
                        .asString())
                .contains("completion", "substantial");
        for (String bad : List.of(
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=abc",
                "limit=",
                "limit=10&limit=20",
                "changed_since=hier",
                "engagement=un",
                "engagement=99999999999999999999",
                "plan=" + "x".repeat(2_000))) problem(site.get("/api/v1/commitments?" + bad), 400);
    }

    @Test
    void a_cursor_that_was_changed_or_belongs_to_another_list_is_refused() {
        String next = json("/api/v1/commitments?limit=10").get("next").asString();
        String cursor = next.replaceFirst(".*cursor=", "");
        for (int at = 0; at < cursor.length(); at++) {
            char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            problem(
                    site.get("/api/v1/commitments?limit=10&cursor=" + cursor.substring(0, at) + other
                            + cursor.substring(at + 1)),
                    400);
        }
        problem(site.get("/api/v1/commitments?plan=2021-2023&cursor=" + cursor), 400);
        problem(site.get("/api/v1/milestones?cursor=" + cursor), 400);
        problem(site.get("/api/v1/commitments?cursor="), 400);
        problem(site.get("/api/v1/commitments?cursor=%27%20or%201=1"), 400);
        problem(site.get("/api/v1/commitments?cursor=" + "A".repeat(3_000)), 400);
        assertThat(site.get("/api/v1/commitments?limit=20&cursor=" + cursor).status())
                .as("another size of page is the same list")
                .isEqualTo(200);
    }

    @Test
    void the_description_is_valid_openapi_and_every_operation_stands_hostile_parameters() {
        String text = site.get("/api/v1/openapi.json").text();
        var read = new OpenAPIV3Parser().readContents(text, null, new ParseOptions());
        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths()).hasSize(resources.all().size() * 6);
        var hostile = List.of("", "'", "%00", "%F0%9F%92%A5", "-1", "1e400", "..%2F..", "%25", "x".repeat(500), "null");
        var description = JSON.readTree(text);
        var ids = new HashSet<String>();
        description.get("paths").propertyStream().forEach(path -> {
            var operation = path.getValue().get("get");
            assertThat(ids.add(operation.get("operationId").asString())).isTrue();
            if (path.getKey().matches(".*\\.(csv|jsonl)(\\.sha256)?")) {
                var refused = site.get(path.getKey() + "?x=1");
                problem(refused, 400);
                return;
            }
            for (var parameter : operation.get("parameters")) {
                String name = parameter.get("name").asString();
                for (String value : hostile) {
                    String asked = parameter.get("in").asString().equals("path")
                            ? path.getKey().replace("{key}", value)
                            : path.getKey() + "?" + name + "=" + value;
                    var answer = site.get(asked);
                    assertThat(answer.status()).as(asked).isIn(200, 400, 404);
                    // A zero byte or a hidden slash in a path is refused by the server itself, before any of ours.
                    if (answer.status() != 200 && !asked.matches("[^?]*%(00|2F).*"))
                        assertThat(answer.header("Content-Type")).as(asked).startsWith("application/problem+json");
                }
            }
        });
    }

    @Test
    void an_answer_is_what_the_description_says() {
        var description = JSON.readTree(site.get("/api/v1/openapi.json").body());
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        each(resource -> {
            var schema = registry.getSchema(description
                    .get("components")
                    .get("schemas")
                    .get(resource.name())
                    .toString());
            for (var row : json(resource.path() + "?limit=200").get("data"))
                assertThat(schema.validate(row.toString(), InputFormat.JSON))
                        .as(resource.name())
                        .isEmpty();
        });
    }

    /** What docs/personal-data.md names is in no field; where an address holds someone's name, it is nobody's field either. */
    @Test
    void no_field_names_a_person() {
        each(resource -> {
            for (Field field : resource.fields())
                assertThat(field.name())
                        .as(resource.name())
                        .doesNotMatch(
                                ".*(person|author(?!_kind)|email|mail|address|secret|bearer|speaker|join|_by|needs).*");
            assertThat(resource.sql()).doesNotContain("select *", ".*", "person", "registration ", "volunteer");
        });
    }

    @Test
    void each_table_that_a_resource_is_read_from_counts_for_its_state() {
        var table = java.util.regex.Pattern.compile("\\b(?:from|join)\\s+([a-z_]+)\\b(?!\\()");
        each(resource -> assertThat(table.matcher(resource.sql())
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !name.equals("lateral")))
                .as(resource.name())
                .allMatch(resource.reads()::contains));
    }

    @Test
    void the_program_of_the_docs_lists_the_plan() throws Exception {
        String docs = Files.readString(Path.of("../docs/api.md"));
        String program = docs.substring(
                docs.indexOf("```java\n") + "```java\n".length(), docs.indexOf("```\n", docs.indexOf("```java")));
        assertThat(program.lines().count()).isLessThanOrEqualTo(12);
        Path file = Files.createTempDirectory("plan").resolve("Plan.java");
        Files.writeString(file, program);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        file.toString(),
                        site.at(""))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines()).hasSize(59);
        assertThat(said).contains("47. ");
    }

    @Test
    void a_network_that_takes_more_than_its_share_waits_and_the_others_do_not() {
        var clock = new java.util.concurrent.atomic.AtomicReference<>(Instant.parse("2022-05-02T07:00:10Z"));
        var limits = new Limits(clock::get, 3);
        for (int left = 2; left >= 0; left--) {
            var taken = limits.take("192.0.2." + left);
            assertThat(taken.remaining()).isEqualTo(left);
            assertThat(taken.seconds()).isEqualTo(50);
        }
        assertThat(limits.take("192.0.2.9").remaining()).isNegative();
        assertThat(limits.take("198.51.100.1").remaining()).isEqualTo(2);
        assertThat(limits.take("2001:db8::1").remaining()).isEqualTo(2);
        assertThat(limits.take("2001:db8:0:ffff::2").remaining()).isEqualTo(1);
        var refused = new MockHttpServletResponse();
        var request = new MockHttpServletRequest("GET", "/api/v1/plans");
        request.setRemoteAddr("192.0.2.9");
        assertThatThrownBy(() -> new ApiDoor(limits).preHandle(request, refused, this))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status).isEqualTo(429));
        assertThat(refused.getHeader("Retry-After")).isEqualTo("50");
        assertThat(refused.getHeader("RateLimit-Remaining")).isEqualTo("0");
        clock.set(clock.get().plusSeconds(50));
        assertThat(limits.take("192.0.2.9").remaining()).isEqualTo(2);
    }

    @Test
    void what_is_not_public_is_in_no_list() {
        for (String sql : List.of(
                "insert into action_plan (slug, number, title_fr, summary_fr, starts_on, ends_on) values ('plan-cache', 99, 'Caché', '', '2030-01-01', '2031-01-01')",
                "insert into plan_step (plan_id, step, taken_on) select id, 'DRAFT', '2022-01-01' from action_plan where slug = 'plan-cache'",
                "insert into consultation (slug, title_fr, question_fr, text_fr, opens_on, closes_on, answers_due_on, zone)"
                        + " values ('consultation-cachee', 'Cachée', '?', '…', '2030-01-01', '2030-02-01', '2030-03-01', 'Europe/Paris')",
                "insert into contribution (consultation_id, standing, title, text, written_at, published_at)"
                        + " select c.id, s, 'contribution-cachee', '', now(), now() from consultation c,"
                        + " unnest(array['DRAFT', 'HELD', 'HIDDEN', 'WITHDRAWN']) s where c.slug = 'consultation-cachee'",
                "insert into trace_link (kind, origin, outcome, reason_fr, linked_on, by_role)"
                        + " values ('RELATED_TO', '/plans/plan-cache', '/plans/2021-2023', 'lien-cache', '2022-01-01', 'COORDINATOR')"))
            db.sql(sql).update();
        try {
            each(resource -> assertThat(site.get(resource.path() + ".jsonl").text())
                    .as(resource.name())
                    .doesNotContain("plan-cache", "-cachee", "lien-cache"));
            assertThat(site.get("/api/v1/plans/plan-cache").status()).isEqualTo(404);
            for (var part : List.of("plans", "consultations", "contributions"))
                assertThat(site.get("/sitemaps/" + part + "-0.xml").text()).doesNotContain("cache");
        } finally {
            db.sql("delete from contribution where title = 'contribution-cachee'")
                    .update();
            db.sql("delete from consultation where slug = 'consultation-cachee'")
                    .update();
            db.sql("delete from plan_step where plan_id = (select id from action_plan where slug = 'plan-cache')")
                    .update();
            db.sql("delete from action_plan where slug = 'plan-cache'").update();
        }
    }
}
