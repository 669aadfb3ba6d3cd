package org.parvis.opendata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parvis.web.Alternate;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** Every data set: what it holds, its files, its feed. */
public record DataPage(List<Resource> resources) implements Page {
    public List<Alternate> alternates(Visit visit) {
        String title = visit.say("opendata.data.short");
        return List.of(
                new Alternate("text/turtle", "/catalog.ttl", title),
                new Alternate("application/ld+json", "/catalog.jsonld", title),
                new Alternate("application/rdf+xml", "/catalog.rdf", title));
    }

    /** For search engines of data sets. */
    public String jsonLd(Visit visit) {
        var identity = visit.instance().identity();
        String name = identity.publisher() == null ? identity.name() : identity.publisher();
        var publisher = Map.of("@type", "Organization", "name", name);
        var catalogue = new LinkedHashMap<String, Object>();
        catalogue.put("@context", "https://schema.org");
        catalogue.put("@type", "DataCatalog");
        catalogue.put(
                "name",
                visit.say("opendata.data.title", visit.instance().identity().name()));
        catalogue.put("url", visit.absolute(visit.link("/donnees")));
        catalogue.put("publisher", publisher);
        catalogue.put(
                "dataset",
                resources.stream().map(r -> dataset(r, publisher, visit)).toList());
        return Visit.jsonLd(catalogue);
    }

    private static Map<String, Object> dataset(Resource resource, Map<String, String> publisher, Visit visit) {
        var dataset = new LinkedHashMap<String, Object>();
        dataset.put("@type", "Dataset");
        dataset.put("@id", visit.absolute("/donnees#" + resource.name()));
        dataset.put("name", visit.in(resource.title()));
        dataset.put("description", visit.in(resource.about()));
        dataset.put("license", "https://www.etalab.gouv.fr/licence-ouverte-open-licence");
        dataset.put("creator", publisher);
        dataset.put("isAccessibleForFree", true);
        dataset.put(
                "distribution",
                java.util.Arrays.stream(Exports.Format.values())
                        .map(format -> Map.of(
                                "@type",
                                "DataDownload",
                                "encodingFormat",
                                format.type,
                                "contentUrl",
                                visit.absolute(resource.path() + "." + format.extension())))
                        .toList());
        return dataset;
    }
}
