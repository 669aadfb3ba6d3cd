package org.parvis.opendata;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Value;
import org.eclipse.rdf4j.model.impl.LinkedHashModel;
import org.eclipse.rdf4j.model.util.Values;
import org.eclipse.rdf4j.model.vocabulary.DCAT;
import org.eclipse.rdf4j.model.vocabulary.DCTERMS;
import org.eclipse.rdf4j.model.vocabulary.FOAF;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.model.vocabulary.VCARD4;
import org.eclipse.rdf4j.model.vocabulary.XSD;
import org.parvis.house.CivicClock;
import org.parvis.house.Settings;
import org.parvis.web.Bilingual;
import org.parvis.web.Identity;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.springframework.stereotype.Component;

/**
 * What there is, for other catalogues: DCAT-AP 3 (SEMIC, 3.0.0). Every node has an address of its own, so that two readings of the same
 * state are the same graph.
 */
@Component
class Catalogue {
    private static final String SPDX = "http://spdx.org/rdf/terms#",
            ADMS = "http://www.w3.org/ns/adms#",
            DCATAP = "http://data.europa.eu/r5r/",
            EUROPE = "http://publications.europa.eu/resource/authority/";

    static final IRI LICENCE = Values.iri("https://www.etalab.gouv.fr/licence-ouverte-open-licence");

    private final Resources resources;
    private final OpenData data;
    private final Exports exports;
    private final Messages messages;
    private final Identity identity;
    private final CivicClock clock;
    private final String site;

    Catalogue(
            Resources resources,
            OpenData data,
            Exports exports,
            Messages messages,
            Identity identity,
            CivicClock clock,
            Settings settings) {
        this.resources = resources;
        this.data = data;
        this.exports = exports;
        this.messages = messages;
        this.identity = identity;
        this.clock = clock;
        this.site = settings.publicUrl().toString();
    }

    Model read() throws IOException {
        var model = new LinkedHashModel();
        Stream.of(DCAT.NS, DCTERMS.NS, FOAF.NS, VCARD4.NS, XSD.NS, RDF.NS).forEach(model::setNamespace);
        model.setNamespace("spdx", SPDX);
        model.setNamespace("adms", ADMS);
        model.setNamespace("dcatap", DCATAP);
        var catalogue = iri("/catalog");
        var service = iri("/api");
        model.add(catalogue, RDF.TYPE, DCAT.CATALOG);
        add(model, catalogue, DCTERMS.TITLE, said("opendata.data.title", identity.name()));
        add(
                model,
                catalogue,
                DCTERMS.DESCRIPTION,
                said(clock.isDemonstration() ? "opendata.catalogue.demonstration" : "opendata.catalogue.about"));
        model.add(catalogue, DCTERMS.IDENTIFIER, Values.literal(catalogue.stringValue()));
        model.add(catalogue, DCTERMS.LICENSE, LICENCE);
        model.add(catalogue, FOAF.HOMEPAGE, iri("/donnees"));
        model.add(catalogue, DCAT.THEME_TAXONOMY, Values.iri(EUROPE + "data-theme"));
        spoken(model, catalogue);
        var publisher = publisher(model, catalogue);
        var contact = contact(model);
        OffsetDateTime first = null, last = null;
        for (var resource : resources.all()) {
            var span = data.span(resource);
            if (span.first() != null && (first == null || span.first().isBefore(first))) first = span.first();
            if (span.last() != null && (last == null || span.last().isAfter(last))) last = span.last();
            var dataset = dataset(model, resource, span, publisher, contact);
            model.add(catalogue, DCAT.HAS_DATASET, dataset);
            model.add(service, DCAT.SERVES_DATASET, dataset);
        }
        dated(model, catalogue, new OpenData.Span(first, last));
        model.add(catalogue, DCAT.HAS_SERVICE, service);
        service(model, service, publisher, contact);
        return model;
    }

    private IRI publisher(Model model, IRI catalogue) {
        var publisher = iri("/mentions-legales#editeur");
        model.add(publisher, RDF.TYPE, FOAF.AGENT);
        model.add(publisher, RDF.TYPE, FOAF.ORGANIZATION);
        model.add(
                publisher,
                FOAF.NAME,
                Values.literal(Objects.requireNonNullElse(identity.publisher(), identity.name())));
        model.add(publisher, FOAF.HOMEPAGE, iri("/"));
        model.add(catalogue, DCTERMS.PUBLISHER, publisher);
        return publisher;
    }

    private IRI contact(Model model) {
        var contact = iri("/mentions-legales#contact");
        model.add(contact, RDF.TYPE, VCARD4.ORGANIZATION);
        model.add(
                contact, VCARD4.FN, Values.literal(Objects.requireNonNullElse(identity.publisher(), identity.name())));
        if (identity.contact() != null)
            model.add(contact, VCARD4.HAS_EMAIL, Values.iri("mailto:" + identity.contact()));
        model.add(contact, VCARD4.HAS_URL, iri("/mentions-legales"));
        return contact;
    }

    private IRI dataset(
            Model model, org.parvis.opendata.Resource resource, OpenData.Span span, IRI publisher, IRI contact)
            throws IOException {
        var dataset = iri("/donnees#" + resource.name());
        model.add(dataset, RDF.TYPE, DCAT.DATASET);
        model.add(dataset, DCTERMS.IDENTIFIER, Values.literal(dataset.stringValue()));
        add(model, dataset, DCTERMS.TITLE, resource.title());
        add(model, dataset, DCTERMS.DESCRIPTION, resource.about());
        model.add(dataset, DCTERMS.PUBLISHER, publisher);
        model.add(dataset, DCAT.CONTACT_POINT, contact);
        model.add(dataset, DCTERMS.LICENSE, LICENCE);
        model.add(dataset, DCTERMS.ACCESS_RIGHTS, Values.iri(EUROPE + "access-right/PUBLIC"));
        model.add(dataset, DCTERMS.ACCRUAL_PERIODICITY, Values.iri(EUROPE + "frequency/CONT"));
        model.add(dataset, DCAT.THEME, Values.iri(EUROPE + "data-theme/GOVE"));
        model.add(dataset, DCAT.LANDING_PAGE, iri(resource.listed()));
        add(model, dataset, DCAT.KEYWORD, said("opendata.keyword"));
        add(model, dataset, DCAT.KEYWORD, resource.title());
        spoken(model, dataset);
        dated(model, dataset, span);
        for (var format : Exports.Format.values())
            model.add(dataset, DCAT.HAS_DISTRIBUTION, file(model, resource, format, span));
        var api = iri("/donnees#" + resource.name() + "-api");
        model.add(dataset, DCAT.HAS_DISTRIBUTION, api);
        model.add(api, RDF.TYPE, DCAT.DISTRIBUTION);
        add(model, api, DCTERMS.TITLE, titled(resource, "API"));
        model.add(api, DCAT.ACCESS_URL, iri(resource.path()));
        model.add(api, DCAT.ACCESS_SERVICE, iri("/api"));
        typed(model, api, "application/json", "JSON");
        model.add(api, DCTERMS.LICENSE, LICENCE);
        return dataset;
    }

    private IRI file(Model model, org.parvis.opendata.Resource resource, Exports.Format format, OpenData.Span span)
            throws IOException {
        String extension = format.extension();
        var file = iri("/donnees#" + resource.name() + "-" + extension);
        var download = iri(resource.path() + "." + extension);
        model.add(file, RDF.TYPE, DCAT.DISTRIBUTION);
        add(model, file, DCTERMS.TITLE, titled(resource, format.name()));
        model.add(file, DCAT.ACCESS_URL, download);
        model.add(file, DCAT.DOWNLOAD_URL, download);
        typed(model, file, format.type, format == Exports.Format.CSV ? "CSV" : "JSON");
        model.add(file, DCTERMS.LICENSE, LICENCE);
        model.add(file, Values.iri(DCATAP, "availability"), Values.iri(EUROPE + "planned-availability/STABLE"));
        if (format == Exports.Format.CSV)
            model.add(file, DCTERMS.CONFORMS_TO, iri("/schemas/" + resource.name() + ".json"));
        spoken(model, file);
        dated(model, file, span);
        var digest = exports.findQuickly(resource, format);
        if (digest.isPresent()) {
            var checksum = iri("/donnees#" + resource.name() + "-" + extension + "-sha256");
            model.add(
                    file,
                    DCAT.BYTE_SIZE,
                    Values.literal(Long.toString(digest.get().bytes()), XSD.NON_NEGATIVE_INTEGER));
            model.add(file, Values.iri(SPDX, "checksum"), checksum);
            model.add(checksum, RDF.TYPE, Values.iri(SPDX, "Checksum"));
            model.add(checksum, Values.iri(SPDX, "algorithm"), Values.iri(SPDX, "checksumAlgorithm_sha256"));
            model.add(
                    checksum,
                    Values.iri(SPDX, "checksumValue"),
                    Values.literal(digest.get().sha256(), XSD.HEXBINARY));
        }
        return file;
    }

    private void service(Model model, IRI service, IRI publisher, IRI contact) {
        model.add(service, RDF.TYPE, DCAT.DATA_SERVICE);
        add(model, service, DCTERMS.TITLE, said("opendata.api.title"));
        add(model, service, DCTERMS.DESCRIPTION, said("opendata.openapi.description"));
        model.add(service, DCTERMS.IDENTIFIER, Values.literal(service.stringValue()));
        model.add(service, DCAT.ENDPOINT_URL, iri("/api/v1"));
        model.add(service, DCAT.ENDPOINT_DESCRIPTION, iri("/api/v1/openapi.json"));
        model.add(service, DCAT.LANDING_PAGE, iri("/api"));
        model.add(service, DCTERMS.PUBLISHER, publisher);
        model.add(service, DCAT.CONTACT_POINT, contact);
        model.add(service, DCTERMS.LICENSE, LICENCE);
        model.add(service, DCTERMS.ACCESS_RIGHTS, Values.iri(EUROPE + "access-right/PUBLIC"));
        model.add(service, DCAT.THEME, Values.iri(EUROPE + "data-theme/GOVE"));
    }

    private static void typed(Model model, Resource node, String type, String format) {
        model.add(node, DCAT.MEDIA_TYPE, Values.iri("http://www.iana.org/assignments/media-types/" + type));
        model.add(node, DCTERMS.FORMAT, Values.iri(EUROPE + "file-type/" + format));
    }

    private static void spoken(Model model, Resource node) {
        model.add(node, DCTERMS.LANGUAGE, Values.iri(EUROPE + "language/FRA"));
        model.add(node, DCTERMS.LANGUAGE, Values.iri(EUROPE + "language/ENG"));
    }

    private void dated(Model model, Resource node, OpenData.Span span) {
        if (span.first() != null) model.add(node, DCTERMS.ISSUED, moment(span.first()));
        if (span.last() != null) model.add(node, DCTERMS.MODIFIED, moment(span.last()));
    }

    private Value moment(OffsetDateTime at) {
        return Values.literal(
                at.atZoneSameInstant(clock.zone())
                        .toOffsetDateTime()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .format(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                XSD.DATETIME);
    }

    private static Bilingual titled(org.parvis.opendata.Resource resource, String format) {
        var title = resource.title();
        return new Bilingual(title.fr() + " (" + format + ")", title.in(Language.EN) + " (" + format + ")");
    }

    private static void add(Model model, Resource node, IRI property, Bilingual text) {
        for (Language language : Language.values())
            model.add(node, property, Values.literal(text.in(language), language.code()));
    }

    private Bilingual said(String key, Object... arguments) {
        return new Bilingual(messages.say(Language.FR, key, arguments), messages.say(Language.EN, key, arguments));
    }

    private IRI iri(String path) {
        return Values.iri(site + path);
    }
}
