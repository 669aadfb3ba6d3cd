package org.parvis.territories;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.parvis.house.Command;
import org.parvis.house.Refusal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the list of territories that Parvis ships, from two packages of the npm registry as they are downloaded: {@code bin/run
 * write-territories decoupage-administratif-6.0.0.tgz dsfr-chart-2.0.4.tgz territories.csv.gz}. Same packages, same bytes.
 */
@Component
class WriteTerritories implements Command {
    /** The regions of the picture, by the names that it gives them. */
    private static final Map<String, String> REGIONS = Map.ofEntries(
            Map.entry("20R", "94"),
            Map.entry("PAC", "93"),
            Map.entry("OCC", "76"),
            Map.entry("ARA", "84"),
            Map.entry("NAQ", "75"),
            Map.entry("BRE", "53"),
            Map.entry("PDL", "52"),
            Map.entry("CVL", "24"),
            Map.entry("NOR", "28"),
            Map.entry("HDF", "32"),
            Map.entry("IDF", "11"),
            Map.entry("GES", "44"),
            Map.entry("BFC", "27"));

    private static final Pattern AREA =
            Pattern.compile("class: \"FR-([0-9A-Z]{2,3})\",\\s*(?:style: D\\(\\{[^}]*\\}\\),\\s*)?d: \"([^\"]+)\"");

    /** Overseas, in a row under the others; each comes about 55 wide and 50 high. */
    private static final List<String> OVERSEAS = List.of("971", "972", "973", "974", "976");

    private static final Map<String, String> FORMER_REGIONS = Map.ofEntries(
            Map.entry("21", "44"),
            Map.entry("41", "44"),
            Map.entry("42", "44"),
            Map.entry("22", "32"),
            Map.entry("31", "32"),
            Map.entry("23", "28"),
            Map.entry("25", "28"),
            Map.entry("26", "27"),
            Map.entry("43", "27"),
            Map.entry("54", "75"),
            Map.entry("72", "75"),
            Map.entry("74", "75"),
            Map.entry("73", "76"),
            Map.entry("91", "76"),
            Map.entry("82", "84"),
            Map.entry("83", "84"));

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "write-territories";
    }

    @Override
    public String help() {
        return "DECOUPAGE.tgz DSFR-CHART.tgz FILE: makes the list that Parvis ships from the two npm packages it comes from";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 3)
            throw Refusal.misunderstood(
                    "write-territories takes the package decoupage-administratif, the package dsfr-chart, and a FILE.");
        try {
            var table = write(
                    unpack(Path.of(arguments.get(0)), "package/data/", ".json"),
                    unpack(Path.of(arguments.get(1)), "package/dist/MapChart/MapChart.js", ""));
            Files.write(Path.of(arguments.get(2)), table);
            out.println(arguments.get(2) + ": " + table.length + " bytes");
            return 0;
        } catch (IOException e) {
            throw Refusal.cannot("The packages cannot be read, or " + arguments.get(2) + " cannot be written.");
        }
    }

    private static Map<String, String> unpack(Path packed, String beginning, String end) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(packed)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry())
                if (entry.getName().startsWith(beginning) && entry.getName().endsWith(end))
                    files.put(
                            entry.getName().substring(entry.getName().lastIndexOf('/') + 1),
                            new String(tar.readAllBytes(), StandardCharsets.UTF_8));
        }
        return files;
    }

    private static byte[] write(Map<String, String> register, Map<String, String> picture) throws IOException {
        Map<String, String> contours = new HashMap<>();
        var area = AREA.matcher(String.join("", picture.values()));
        while (area.find())
            contours.put(
                    REGIONS.getOrDefault(area.group(1), area.group(1))
                            + (REGIONS.containsKey(area.group(1)) ? "r" : ""),
                    area.group(2));
        JsonNode communes = JSON.readTree(register.get("communes.json")),
                departements = JSON.readTree(register.get("departements.json")),
                regions = JSON.readTree(register.get("regions.json"));
        Map<String, Long> people = new HashMap<>();
        for (var commune : communes)
            if (isCurrent(commune))
                for (String within : within(commune))
                    people.merge(within, commune.path("population").asLong(), Long::sum);
        var bytes = new ByteArrayOutputStream();
        try (Writer out = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
            out.write("code,parent,name,population,postcodes,contour,placed,into,apart\n");
            line(out, "NAT-FR", "", "France", people.get("NAT-FR"), "", "", "", "", false);
            for (var region : regions) {
                String code = region.path("code").asString(), drawn = overseas(departements, code);
                line(
                        out,
                        "REG-" + code,
                        "NAT-FR",
                        region.path("nom").asString(),
                        people.get("REG-" + code),
                        "",
                        contours.getOrDefault(drawn.isEmpty() ? code + "r" : drawn, ""),
                        placed(drawn),
                        "",
                        isApart(region));
            }
            for (var departement : departements) {
                String code = departement.path("code").asString();
                line(
                        out,
                        "DEPT-" + code,
                        "REG-" + departement.path("region").asString(),
                        departement.path("nom").asString(),
                        people.get("DEPT-" + code),
                        "",
                        contours.getOrDefault(code, ""),
                        placed(code),
                        "",
                        isApart(departement));
            }
            for (var commune : communes)
                if (isCurrent(commune)) {
                    var postcodes = new ArrayList<String>();
                    commune.path("codesPostaux").forEach(code -> postcodes.add(code.asString()));
                    line(
                            out,
                            "COM-" + commune.path("code").asString(),
                            departement(commune),
                            commune.path("nom").asString(),
                            commune.path("population").isMissingNode()
                                    ? null
                                    : commune.path("population").asLong(),
                            String.join(" ", postcodes),
                            "",
                            "",
                            "",
                            false);
                }
            for (var commune : communes) {
                String code = commune.path("code").asString(),
                        into =
                                commune.has("chefLieu")
                                        ? commune.path("chefLieu").asString()
                                        : commune.path("commune").asString();
                if (!isCurrent(commune) && !into.isEmpty() && !into.equals(code))
                    line(
                            out,
                            "COM-" + code,
                            "",
                            commune.path("nom").asString(),
                            null,
                            "",
                            "",
                            "",
                            "COM-" + into,
                            false);
            }
            for (var former : new java.util.TreeMap<>(FORMER_REGIONS).entrySet())
                line(
                        out,
                        "REG-" + former.getKey(),
                        "",
                        "Région d’avant 2016",
                        null,
                        "",
                        "",
                        "",
                        "REG-" + former.getValue(),
                        false);
        }
        return bytes.toByteArray();
    }

    private static boolean isCurrent(JsonNode commune) {
        return commune.path("type").asString().equals("commune-actuelle");
    }

    /** A collectivity overseas, which is neither a region nor a département. */
    private static boolean isApart(JsonNode territory) {
        return territory.path("zone").asString().equals("com");
    }

    /** Communes of collectivities lie in what is listed for them among départements. */
    private static String departement(JsonNode commune) {
        return "DEPT-"
                + (commune.has("departement")
                                ? commune.path("departement")
                                : commune.path("collectiviteOutremer").path("code"))
                        .asString();
    }

    private static List<String> within(JsonNode commune) {
        String departement = departement(commune);
        String region =
                commune.has("region") ? commune.path("region").asString() : departement.substring("DEPT-".length());
        return List.of(departement, "REG-" + region, "NAT-FR");
    }

    /** The département that a region overseas is. */
    private static String overseas(JsonNode departements, String region) {
        for (var departement : departements)
            if (departement.path("region").asString().equals(region)
                    && OVERSEAS.contains(departement.path("code").asString()))
                return departement.path("code").asString();
        return "";
    }

    private static String placed(String code) {
        int place = OVERSEAS.indexOf(code);
        return place < 0 ? "" : "translate(" + (60 + place * 190) + " 1040) scale(2.2)";
    }

    private static void line(
            Writer out,
            String code,
            String parent,
            String name,
            @org.jspecify.annotations.Nullable Long population,
            String postcodes,
            String contour,
            String placed,
            String into,
            boolean apart)
            throws IOException {
        out.write(String.join(
                        ",",
                        code,
                        parent,
                        cell(name),
                        population == null ? "" : population.toString(),
                        postcodes,
                        cell(contour),
                        placed,
                        into,
                        apart ? "1" : "")
                + "\n");
    }

    private static String cell(String text) {
        return text.contains(",") || text.contains("\"") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
