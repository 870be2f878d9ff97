// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.Identities.Found;
import io.leadstream.capture.read.Judged.Accepted;
import io.leadstream.capture.read.Judged.Refused;
import io.leadstream.schemas.capture.Campaign;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one capture of a person. */
public final class LeadReader {

    /** What the pipeline decides; a caller who sends it expects something that would not happen. */
    private static final Set<String> RESERVED = Set.of(
            "leadId",
            "score",
            "grade",
            "status",
            "stage",
            "qualified",
            "qualifiedAt",
            "ownerId",
            "assignedAt",
            "converted",
            "convertedAt",
            "contactId",
            "companyId",
            "opportunityId");

    private static final List<String> ID_NAMES = List.of("eventId", "messageId");

    private static final Set<String> KNOWN = Set.of(
            "eventId",
            "messageId",
            "occurredAt",
            "source",
            "firstName",
            "lastName",
            "email",
            "phone",
            "title",
            "company",
            "website",
            "industry",
            "employeeCount",
            "annualRevenue",
            "address",
            "tags",
            "campaign",
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_term",
            "utm_content",
            "referrer",
            "landingPage",
            "optInEmail",
            "optInSms",
            "consentWhere",
            "anonymousId");

    private static final int SHORT = 200;
    private static final int LONG = 1_000;
    private static final int ADDRESS_OF_PAGE = 2_000;

    private final Identities identities;

    public LeadReader(Identities identities) {
        this.identities = identities;
    }

    /** The names that mean something in a lead; all others become custom fields. */
    public static Set<String> knownNames() {
        return KNOWN;
    }

    /** Reads an event; {@code early} holds what its JSON was already refused for. */
    public Judged read(ObjectNode event, List<FieldError> early, Arrival arrival) {
        List<FieldError> errors = new ArrayList<>(early);
        if (!errors.isEmpty()) {
            return new Refused(errors);
        }
        Fields fields = Fields.of(event, arrival.lenient(), errors);
        if (!arrival.lenient()) {
            refuseReserved(fields);
        }
        String company = fields.text("company", 300);
        Found who = identities.ofLead(fields, arrival, company);
        EventTime time = EventTime.read(fields, "occurredAt", arrival.receivedAt());
        CapturedLead lead = new CapturedLead();
        lead.setEventId(EventId.read(fields, ID_NAMES, arrival, "lead:" + arrival.source()));
        lead.setSourceKind(arrival.kind());
        lead.setSource(source(fields, arrival));
        lead.setOccurredAt(time.occurredAt());
        lead.setReceivedAt(arrival.receivedAt());
        lead.setClockClamped(time.clamped());
        lead.setCompany(company);
        lead.setEmail(who.email());
        lead.setPhone(who.phone());
        readPerson(fields, lead);
        lead.setCampaign(campaign(fields));
        readConsent(fields, arrival, lead);
        lead.setCustomFields(customFields(fields, who.asGiven()));
        lead.setAnonymousId(identities.visitor(fields, who.leadId() != null));
        lead.setFormKey(arrival.formKey());
        lead.setImportId(arrival.importId());
        lead.setImportLine(arrival.importLine());
        if (!errors.isEmpty() || who.leadId() == null) {
            return new Refused(errors);
        }
        lead.setLeadId(who.leadId().value());
        List<Outgoing<?>> records = new ArrayList<>(4);
        records.add(new Outgoing<>(Topics.CAPTURED_LEADS, lead.getLeadId(), lead));
        if (lead.getAnonymousId() != null) {
            records.add(Identified.of(lead));
        }
        Links.of(lead, who.lesser()).forEach(records::add);
        return new Accepted(lead.getEventId(), lead.getLeadId(), records);
    }

    private static void refuseReserved(Fields fields) {
        for (String name : RESERVED) {
            if (fields.raw(name) != null) {
                fields.refuse(
                        name, "field_reserved", "leadstream decides this; leave it out, or put it into customFields");
            }
        }
    }

    static String source(Fields fields, Arrival arrival) {
        String given = arrival.sourceFixed() ? null : fields.text("source", 100);
        return given == null ? arrival.source() : given;
    }

    private static void readPerson(Fields fields, CapturedLead lead) {
        lead.setFirstName(fields.text("firstName", SHORT));
        lead.setLastName(fields.text("lastName", SHORT));
        lead.setTitle(fields.text("title", SHORT));
        lead.setWebsite(fields.text("website", ADDRESS_OF_PAGE));
        lead.setIndustry(fields.text("industry", SHORT));
        lead.setEmployeeCount(fields.count("employeeCount"));
        lead.setAnnualRevenue(fields.count("annualRevenue"));
        lead.setAddress(fields.text("address", LONG));
        lead.setTags(fields.labels("tags", 50, 100));
        lead.setReferrer(fields.text("referrer", ADDRESS_OF_PAGE));
        lead.setLandingPage(fields.text("landingPage", ADDRESS_OF_PAGE));
    }

    private static @Nullable Campaign campaign(Fields fields) {
        Campaign campaign = new Campaign(
                fields.text("utm_source", SHORT),
                fields.text("utm_medium", SHORT),
                fields.text("utm_campaign", SHORT),
                fields.text("utm_term", SHORT),
                fields.text("utm_content", SHORT));
        JsonNode given = fields.raw("campaign");
        if (given != null && given.isTextual()) {
            // A campaign's name alone is what a person writes.
            String name = fields.text("campaign", SHORT);
            campaign.setCampaign(name == null ? campaign.getCampaign() : name);
        } else {
            Fields parts = fields.object("campaign");
            if (parts != null) {
                campaign.setSource(or(parts.text("source", SHORT), campaign.getSource()));
                campaign.setMedium(or(parts.text("medium", SHORT), campaign.getMedium()));
                campaign.setCampaign(or(parts.text("campaign", SHORT), campaign.getCampaign()));
                campaign.setTerm(or(parts.text("term", SHORT), campaign.getTerm()));
                campaign.setContent(or(parts.text("content", SHORT), campaign.getContent()));
            }
        }
        return campaign.equals(new Campaign()) ? null : campaign;
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    private static void readConsent(Fields fields, Arrival arrival, CapturedLead lead) {
        lead.setOptInEmail(fields.flag("optInEmail"));
        lead.setOptInSms(fields.flag("optInSms"));
        String given = fields.text("consentWhere", ADDRESS_OF_PAGE);
        if (lead.getOptInEmail() != null || lead.getOptInSms() != null) {
            lead.setConsentWhere(arrival.consentWhere() != null ? arrival.consentWhere() : or(given, lead.getSource()));
        }
    }

    private static Map<String, String> customFields(Fields fields, Map<String, String> asGiven) {
        Map<String, String> custom = Extras.of(fields, "customFields", KNOWN);
        asGiven.forEach((name, text) -> custom.put(name, TextNode.valueOf(text).toString()));
        return custom;
    }
}
