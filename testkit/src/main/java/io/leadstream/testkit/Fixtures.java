// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Records that are complete and plausible; a test changes only what it is about. Times are fixed: everything happens
 * at {@link #NOW} unless told otherwise.
 */
public final class Fixtures {

    /** A Monday, 09:00 UTC. */
    public static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

    private Fixtures() {}

    /** A lead id for a person; made of the address, but not by the product's own rule. */
    public static String leadId(String email) {
        return UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** A website form that a person with this address filled in. */
    public static CapturedLead.Builder capture(String eventId, String email) {
        return CapturedLead.newBuilder()
                .setEventId(eventId)
                .setLeadId(leadId(email))
                .setSourceKind(SourceKind.WEBSITE_FORM)
                .setSource("website_form")
                .setOccurredAt(NOW)
                .setReceivedAt(NOW)
                .setFirstName("Ann")
                .setLastName("Example")
                .setEmail(email);
    }

    /** Something that a known person did. */
    public static Activity.Builder activity(String eventId, String email, String type) {
        return Activity.newBuilder()
                .setEventId(eventId)
                .setType(type)
                .setOccurredAt(NOW)
                .setReceivedAt(NOW)
                .setLeadId(leadId(email))
                .setEmail(email)
                .setSource("api");
    }

    /** Something that an unknown visitor did. */
    public static Activity.Builder visitorActivity(String eventId, String anonymousId, String type) {
        return Activity.newBuilder()
                .setEventId(eventId)
                .setType(type)
                .setOccurredAt(NOW)
                .setReceivedAt(NOW)
                .setAnonymousId(anonymousId)
                .setSource("website_form");
    }

    /** A visitor turned out to be this person. */
    public static Activity.Builder identification(String eventId, String anonymousId, String email) {
        return visitorActivity(eventId, anonymousId, "identified")
                .setLeadId(leadId(email))
                .setEmail(email);
    }

    /** A lead with nothing but an address and a score of 0. */
    public static LeadProfile.Builder profile(String email) {
        return LeadProfile.newBuilder()
                .setLeadId(leadId(email))
                .setVersion(1)
                .setFirstName("Ann")
                .setLastName("Example")
                .setEmail(email)
                .setSource("website_form")
                .setSourceKind(SourceKind.WEBSITE_FORM)
                .setLastSource("website_form")
                .setCreatedAt(NOW)
                .setUpdatedAt(NOW)
                .setReceivedAt(NOW)
                .setFirstReceivedAt(NOW)
                .setCauseId("event-1")
                .setCaptured(true)
                .setScore(0)
                .setGrade(Grade.F);
    }

    /** A command about a lead, by its owner; the order is to accept the first offer until it is replaced. */
    public static LeadCommand.Builder command(String commandId, String email, String issuedBy) {
        return LeadCommand.newBuilder()
                .setCommandId(commandId)
                .setLeadId(leadId(email))
                .setIssuedBy(issuedBy)
                .setReceivedAt(NOW)
                .setOrder(AcceptLead.newBuilder().setOfferNumber(1).build());
    }
}
