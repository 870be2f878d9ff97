// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.capture.read.Judged.Accepted;
import io.leadstream.capture.read.Judged.Refused;
import io.leadstream.domain.identity.CompanyName;
import io.leadstream.domain.identity.EmailFolding;
import io.leadstream.domain.identity.LeadId;
import io.leadstream.domain.identity.PhoneNumber;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandBackLead;
import io.leadstream.schemas.capture.HandOverLeads;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.capture.RecycleLead;
import io.leadstream.schemas.capture.SetAvailability;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.capture.StaffCommand;
import io.leadstream.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Identities IDENTITIES = new Identities(EmailFolding.NONE, null);
    private static final LeadReader LEADS = new LeadReader(IDENTITIES);
    private static final ActivityReader ACTIVITIES = new ActivityReader(IDENTITIES);
    private static final ChatReader CHATS = new ChatReader(LEADS);
    private static final CommandReader COMMANDS = new CommandReader(IDENTITIES);

    @Test
    void shouldKeepEveryFieldWhenLeadIsComplete() {
        CapturedLead lead = lead("""
                {"eventId":"e-1","occurredAt":"2026-03-01T10:00:00+01:00","firstName":" Jo ","lastName":"Doe",
                 "email":" Jo@Example.COM","phone":"+44 20 7946 0018","title":"CTO","company":"Acme","website":"acme.example",
                 "industry":"Technology","employeeCount":1200,"annualRevenue":5e6,"address":"1 Road","tags":["a","b","a"," "],
                 "campaign":{"source":"newsletter","campaign":"spring"},"utm_medium":"email","referrer":"https://r.example/",
                 "landingPage":"https://l.example/","optInEmail":true,"source":"partner","anonymousId":"v-1",
                 "customFields":{"size":"XL","n":1.50,"b":false,"nothing":null,"blank":" "},"seats":12}
                """);
        assertThat(lead.getEventId()).isEqualTo("e-1");
        assertThat(lead.getEmail()).isEqualTo("jo@example.com");
        assertThat(lead.getPhone()).isEqualTo("+442079460018");
        assertThat(lead.getFirstName()).isEqualTo("Jo");
        assertThat(lead.getOccurredAt()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(lead.getReceivedAt()).isEqualTo(NOW);
        assertThat(lead.getEmployeeCount()).isEqualTo(1200);
        assertThat(lead.getAnnualRevenue()).isEqualTo(5_000_000);
        assertThat(lead.getTags()).containsExactly("a", "b");
        assertThat(lead.getCampaign().getSource()).isEqualTo("newsletter");
        assertThat(lead.getCampaign().getMedium()).isEqualTo("email");
        assertThat(lead.getConsentWhere()).isEqualTo("partner");
        assertThat(lead.getSourceKind()).isEqualTo(SourceKind.API);
        assertThat(lead.getCustomFields())
                .containsOnly(
                        Map.entry("size", "\"XL\""),
                        Map.entry("n", "1.50"),
                        Map.entry("b", "false"),
                        Map.entry("seats", "12"));
    }

    @Test
    void shouldTellTheVisitorsTopicWhenACaptureNamesPersonAndVisitor() {
        Accepted accepted =
                accepted(readLead("{\"eventId\":\"e\",\"email\":\"jo@example.com\",\"anonymousId\":\"v\"}"));
        assertThat(accepted.records()).hasSize(2);
        Activity identified = (Activity) accepted.records().get(1).value();
        assertThat(accepted.records().get(1).topic()).isEqualTo(Topics.VISITOR_ACTIVITIES);
        assertThat(accepted.records().get(1).key()).isEqualTo("v");
        assertThat(identified.getType()).isEqualTo("identified");
        assertThat(identified.getLeadId()).isEqualTo(accepted.leadId());
        Activity again =
                (Activity) accepted(readLead("{\"eventId\":\"e\",\"email\":\"jo@example.com\",\"anonymousId\":\"v\"}"))
                        .records()
                        .get(1)
                        .value();
        assertThat(again.getEventId()).isEqualTo(identified.getEventId()).isNotEqualTo("e");
    }

    @Test
    void shouldLinkThePhonesLeadWhenACaptureNamesEmailAndPhone() {
        Accepted accepted = accepted(readLead(
                "{\"eventId\":\"e\",\"email\":\"jo@x.example\",\"phone\":\"+442079460018\",\"company\":\"Acme\"}"));
        assertThat(links(accepted))
                .containsExactly(new LeadLink(idOfPhone("+442079460018"), accepted.leadId(), "e", NOW, NOW));
        assertThat(accepted.records())
                .filteredOn(out -> out.value() instanceof LeadLink)
                .allSatisfy(out -> assertThat(out.key()).isEqualTo(idOfPhone("+442079460018")));
        assertThat(links(accepted(readLead("{\"eventId\":\"e\",\"phone\":\"+442079460018\",\"company\":\"Acme\"}"))))
                .isEmpty();
        assertThat(links(accepted(readLead("{\"eventId\":\"e\",\"email\":\"jo@x.example\",\"company\":\"Acme\"}"))))
                .isEmpty();
    }

    @Test
    void shouldLinkTheCompanysLeadWhenARowNamesAlsoAPerson() {
        String company = LeadId.ofCompany(CompanyName.normalise("Acme").value().orElseThrow())
                .value();
        Arrival row = Arrival.ofRow(NOW, "row-1", "csv_import", "import-1", 2);
        Accepted both = accepted(
                readRow("{\"email\":\"jo@x.example\",\"phone\":\"+442079460018\",\"company\":\"ACME \"}", row));
        assertThat(links(both))
                .extracting(LeadLink::getLeadId, LeadLink::getIntoLeadId)
                .containsExactly(tuple(idOfPhone("+442079460018"), both.leadId()), tuple(company, both.leadId()));
        Accepted phone = accepted(readRow("{\"phone\":\"+442079460018\",\"company\":\"Acme\"}", row));
        assertThat(links(phone))
                .extracting(LeadLink::getLeadId, LeadLink::getIntoLeadId)
                .containsExactly(tuple(company, idOfPhone("+442079460018")));
        assertThat(links(accepted(readRow("{\"company\":\"Acme\"}", row)))).isEmpty();
    }

    @Test
    void shouldLinkThePhonesLeadWhenAnActivityNamesEmailAndPhoneButNoLead() {
        String both = "\"activityId\":\"a\",\"type\":\"call\",\"email\":\"jo@x.example\",\"phone\":\"+442079460018\"";
        Accepted accepted = accepted(readActivity("{" + both + "}"));
        assertThat(links(accepted))
                .containsExactly(new LeadLink(idOfPhone("+442079460018"), accepted.leadId(), "a", NOW, NOW));
        assertThat(links(accepted(readActivity("{" + both + ",\"leadId\":\"" + accepted.leadId() + "\"}"))))
                .isEmpty();
    }

    private static List<LeadLink> links(Accepted accepted) {
        return accepted.records().stream()
                .filter(out -> out.topic().equals(Topics.LEAD_LINKS))
                .map(out -> (LeadLink) out.value())
                .toList();
    }

    private static String idOfPhone(String e164) {
        return LeadId.ofPhone(PhoneNumber.normalise(e164, null).value().orElseThrow())
                .value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | email | identity_missing",
                "{\"company\":\"Acme\"} | email | identity_missing",
                "{\"email\":\"jo\"} | email | email_invalid",
                "{\"email\":\"test@x.example\"} | email | email_names_nobody",
                "{\"email\":5} | email | wrong_type",
                "{\"phone\":\"12\"} | phone | phone_invalid",
                "{\"email\":\"jo@x.example\",\"phone\":\"12\"} | phone | phone_invalid",
                "{\"email\":\"jo@x.example\",\"employeeCount\":\"12\"} | employeeCount | wrong_type",
                "{\"email\":\"jo@x.example\",\"employeeCount\":-1} | employeeCount | number_invalid",
                "{\"email\":\"jo@x.example\",\"employeeCount\":1.5} | employeeCount | number_invalid",
                "{\"email\":\"jo@x.example\",\"annualRevenue\":1e30} | annualRevenue | number_invalid",
                "{\"email\":\"jo@x.example\",\"optInEmail\":\"yes\"} | optInEmail | wrong_type",
                "{\"email\":\"jo@x.example\",\"tags\":\"a,b\"} | tags | wrong_type",
                "{\"email\":\"jo@x.example\",\"tags\":[1]} | tags | wrong_type",
                "{\"email\":\"jo@x.example\",\"firstName\":{\"a\":1}} | firstName | wrong_type",
                "{\"email\":\"jo@x.example\",\"thing\":{\"a\":1}} | thing | nested",
                "{\"email\":\"jo@x.example\",\"customFields\":{\"a\":[1]}} | customFields.a | nested",
                "{\"email\":\"jo@x.example\",\"customFields\":[]} | customFields | wrong_type",
                "{\"email\":\"jo@x.example\",\"customFields\":{\"a\":1},\"a\":2} | a | duplicate_key",
                "{\"email\":\"jo@x.example\",\"campaign\":7} | campaign | wrong_type",
                "{\"email\":\"jo@x.example\",\"score\":100} | score | field_reserved",
                "{\"email\":\"jo@x.example\",\"leadId\":\"x\"} | leadId | field_reserved",
                "{\"email\":\"jo@x.example\",\"anonymousId\":7} | anonymousId | wrong_type",
                "{\"email\":\"jo@x.example\",\"occurredAt\":\"2026-03-01T10:00:00\"} | occurredAt | time_invalid",
                "{\"email\":\"jo@x.example\",\"occurredAt\":\"yesterday\"} | occurredAt | time_invalid",
                "{\"email\":\"jo@x.example\",\"occurredAt\":1767225600} | occurredAt | time_in_seconds",
                "{\"email\":\"jo@x.example\",\"occurredAt\":-1} | occurredAt | time_out_of_range",
                "{\"email\":\"jo@x.example\",\"occurredAt\":1e30} | occurredAt | time_out_of_range",
                "{\"email\":\"jo@x.example\",\"occurredAt\":\"1930-01-01T00:00:00Z\"} | occurredAt | time_out_of_range",
                "{\"email\":\"jo@x.example\",\"occurredAt\":true} | occurredAt | wrong_type",
            })
    void shouldNameTheFieldWhenALeadIsRefused(String json, String field, String code) {
        assertThat(errors(readLead(json)))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple(field, code));
        assertThat(errors(readLead(json)).get(0).message()).isNotBlank();
    }

    @Test
    void shouldNameEveryFaultWhenThereAreSeveral() {
        assertThat(errors(
                        readLead("{\"email\":\"x\",\"employeeCount\":true,\"firstName\":\"" + "x".repeat(300) + "\"}")))
                .extracting(FieldError::code)
                .containsExactlyInAnyOrder("email_invalid", "wrong_type", "too_long");
    }

    @Test
    void shouldClampTheTimeWhenTheCallersClockRunsAhead() {
        assertThat(lead("{\"email\":\"jo@x.example\",\"occurredAt\":\"2026-03-01T12:05:00Z\"}"))
                .satisfies(lead -> assertThat(lead.getClockClamped()).isFalse())
                .satisfies(lead -> assertThat(lead.getOccurredAt()).isEqualTo(NOW.plusSeconds(300)));
        assertThat(lead("{\"email\":\"jo@x.example\",\"occurredAt\":\"2026-03-01T12:05:01Z\"}"))
                .satisfies(lead -> assertThat(lead.getClockClamped()).isTrue())
                .satisfies(lead -> assertThat(lead.getOccurredAt()).isEqualTo(NOW));
        assertThat(lead("{\"email\":\"jo@x.example\",\"occurredAt\":1772359200000}")
                        .getOccurredAt())
                .isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(lead("{\"email\":\"jo@x.example\",\"occurredAt\":0}").getOccurredAt())
                .isEqualTo(Instant.EPOCH);
        assertThat(lead("{\"email\":\"jo@x.example\"}").getOccurredAt()).isEqualTo(NOW);
    }

    @Test
    void shouldMakeTheSameIdWhenAnEventWithoutIdIsSentAgain() {
        String first = "{\"email\":\"jo@x.example\",\"employeeCount\":5,\"occurredAt\":\"2026-03-01T10:00:00Z\"}";
        String again = "{\"occurredAt\":\"2026-03-01T10:00:00Z\", \"employeeCount\":5.0, \"email\":\"jo@x.example\"}";
        Accepted later = accepted(LEADS.read(item(again), List.of(), Arrival.ofApi(NOW.plusSeconds(60), null)));
        assertThat(accepted(readLead(first)).id()).isEqualTo(later.id());
        assertThat(accepted(readLead("{\"email\":\"jo@x.example\"}")).id()).isNotEqualTo(later.id());
        assertThat(accepted(LEADS.read(item(first), List.of(), Arrival.ofApi(NOW, "key-1")))
                        .id())
                .isEqualTo("key-1");
    }

    @Test
    void shouldKeepWhatNamesNobodyAsACustomFieldWhenThePersonIsKnownOtherwise() {
        CapturedLead byPhone = lead("{\"email\":\"test@x.example\",\"phone\":\"+442079460018\"}");
        assertThat(byPhone.getEmail()).isNull();
        assertThat(byPhone.getCustomFields()).containsEntry("email_as_given", "\"test@x.example\"");
        CapturedLead byEmail =
                lead("{\"email\":\"jo@x.example\",\"phone\":\"+1 111 111 1111\",\"anonymousId\":\"undefined\"}");
        assertThat(byEmail.getPhone()).isNull();
        assertThat(byEmail.getAnonymousId()).isNull();
        assertThat(byEmail.getCustomFields()).containsEntry("phone_as_given", "\"+1 111 111 1111\"");
    }

    @Test
    void shouldKnowALeadByItsCompanyOnlyWhenItComesFromAFile() {
        Arrival row = Arrival.ofRow(NOW, "e", "csv_import", "import-1", 7);
        CapturedLead lead = (CapturedLead) accepted(LEADS.read(
                        item(
                                "{\"company\":\" Acme  Ltd\",\"employeeCount\":\"1,200\",\"optInEmail\":\"No\",\"tags\":\"a; b\"}"),
                        List.of(),
                        row))
                .records()
                .get(0)
                .value();
        assertThat(lead.getLeadId()).isEqualTo("3d7a0d3b-e120-5390-9621-d4c5620756d5");
        assertThat(lead.getEmployeeCount()).isEqualTo(1200);
        assertThat(lead.getOptInEmail()).isFalse();
        assertThat(lead.getTags()).containsExactly("a", "b");
        assertThat(lead.getImportLine()).isEqualTo(7);
        assertThat(errors(LEADS.read(item("{\"company\":\"n/a\"}"), List.of(), row)))
                .extracting(FieldError::code)
                .containsExactly("identity_missing");
        assertThat(errors(LEADS.read(item("{\"company\":\"Acme\",\"email\":\"typo\"}"), List.of(), row)))
                .extracting(FieldError::code)
                .containsExactly("email_invalid");
    }

    @Test
    void shouldSortActivitiesByWhoDidThem() {
        Accepted known = accepted(readActivity("{\"type\":\"Page Viewed\",\"email\":\"jo@x.example\"}"));
        assertThat(known.records()).singleElement().satisfies(out -> {
            assertThat(out.topic()).isEqualTo(Topics.ACTIVITIES);
            assertThat(out.key()).isEqualTo(known.leadId());
            assertThat(((Activity) out.value()).getType()).isEqualTo("page_viewed");
        });
        Accepted visitor = accepted(readActivity("{\"type\":\"page_viewed\",\"anonymousId\":\"v\",\"path\":\"/\"}"));
        assertThat(visitor.leadId()).isNull();
        assertThat(visitor.records()).singleElement().satisfies(out -> {
            assertThat(out.topic()).isEqualTo(Topics.VISITOR_ACTIVITIES);
            assertThat(out.key()).isEqualTo("v");
            assertThat(((Activity) out.value()).getProperties()).containsEntry("path", "\"/\"");
        });
        Accepted both = accepted(
                readActivity(
                        "{\"activityId\":\"a\",\"type\":\"call\",\"leadRef\":{\"phone\":\"+442079460018\",\"anonymousId\":\"v\"}}"));
        assertThat(both.id()).isEqualTo("a");
        assertThat(both.records())
                .extracting(out -> out.topic().name())
                .containsExactly("activities", "visitor-activities");
        assertThat(accepted(readActivity("{\"messageId\":\"m\",\"type\":\"x\",\"leadId\":\"" + both.leadId() + "\"}"))
                        .leadId())
                .isEqualTo(both.leadId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"x\"} | email | identity_missing",
                "{\"type\":\"x\",\"leadRef\":{}} | leadRef.email | identity_missing",
                "{\"email\":\"jo@x.example\"} | type | missing",
                "{\"email\":\"jo@x.example\",\"type\":\" \"} | type | missing",
                "{\"email\":\"jo@x.example\",\"type\":1} | type | wrong_type",
                "{\"email\":\"jo@x.example\",\"type\":\"a<b\"} | type | type_invalid",
                "{\"email\":\"@x.example\",\"type\":\"x\"} | email | email_invalid",
                "{\"phone\":\"1\",\"type\":\"x\"} | phone | phone_invalid",
                "{\"leadId\":\"1\",\"type\":\"x\"} | leadId | lead_id_invalid",
                "{\"anonymousId\":\"null\",\"type\":\"x\"} | anonymousId | anonymous_id_names_nobody",
                "{\"anonymousId\":\"v\",\"type\":\"x\",\"properties\":{\"a\":{}}} | properties.a | nested",
            })
    void shouldNameTheFieldWhenAnActivityIsRefused(String json, String field, String code) {
        assertThat(errors(readActivity(json)))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple(field, code));
    }

    @Test
    void shouldTurnMessagesIntoTranscriptAndActivitiesWhenAChatComes() {
        Accepted chat = accepted(CHATS.read(item("""
                        {"email":"jo@x.example","messages":[{"from":"visitor","text":"Hi"},{"from":"agent","text":"Hello"},
                         {"from":"visitor","text":"Price?","occurredAt":"2026-03-01T11:00:00Z"},"Thanks"]}
                        """), List.of(), Arrival.ofChat(NOW, null)));
        CapturedLead lead = (CapturedLead) chat.records().get(0).value();
        assertThat(lead.getSourceKind()).isEqualTo(SourceKind.LIVE_CHAT);
        assertThat(lead.getSource()).isEqualTo("live_chat");
        assertThat(lead.getCustomFields())
                .containsEntry("transcript", "\"visitor: Hi\\nagent: Hello\\nvisitor: Price?\\nvisitor: Thanks\"");
        assertThat(chat.records()).hasSize(3);
        Activity second = (Activity) chat.records().get(1).value();
        assertThat(second.getType()).isEqualTo("chat_message");
        assertThat(second.getOccurredAt()).isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
        assertThat(errors(CHATS.read(
                        item("{\"email\":\"jo@x.example\",\"messages\":[{\"text\":5}]}"),
                        List.of(),
                        Arrival.ofChat(NOW, null))))
                .extracting(FieldError::field)
                .containsExactly("messages[0].text");
        assertThat(errors(CHATS.read(
                        item("{\"email\":\"jo@x.example\",\"messages\":7}"), List.of(), Arrival.ofChat(NOW, null))))
                .extracting(FieldError::field)
                .containsExactly("messages");
    }

    @Test
    void shouldReadCommandsWhenTheyAreComplete() {
        LeadCommand assess = command(
                CommandReader.Kind.ASSESS_BANT,
                "{\"email\":\"jo@x.example\",\"budget\":true,\"authority\":true,\"need\":true,\"timeline\":false,\"notes\":\"n\"}");
        assertThat(assess.getIssuedBy()).isEqualTo("crm");
        assertThat(assess.getOrder()).isEqualTo(new AssessBant(true, true, true, false, "n"));
        LeadCommand touch = command(
                CommandReader.Kind.LOG_TOUCH,
                "{\"email\":\"jo@x.example\",\"issuedBy\":\"ada\",\"commandId\":\"c\",\"kind\":\"call\",\"twoWay\":true}");
        assertThat(touch.getIssuedBy()).isEqualTo("ada");
        assertThat(touch.getCommandId()).isEqualTo("c");
        assertThat(((LogTouch) touch.getOrder()).getTwoWay()).isTrue();
        LeadCommand convert = command(
                CommandReader.Kind.CONVERT_LEAD,
                "{\"email\":\"jo@x.example\",\"amountMinor\":100,\"currency\":\"EUR\",\"expectedCloseDate\":\"2026-05-01\"}");
        assertThat(((ConvertLead) convert.getOrder()).getCreateOpportunity()).isTrue();
        assertThat(convert.getLeadId()).isEqualTo(assess.getLeadId());
        LeadCommand adjust = command(
                CommandReader.Kind.ADJUST_SCORE,
                "{\"email\":\"jo@x.example\",\"points\":-15,\"reason\":\" left \",\"until\":\"2026-05-01\"}");
        assertThat(adjust.getOrder()).isEqualTo(new AdjustScore(-15, "left", "2026-05-01"));
    }

    @Test
    void shouldKnowARepeatedCommandByItsContent() {
        Instant at = Instant.parse("2026-03-02T09:04:59Z");
        String call = "{\"email\":\"jo@x.example\",\"kind\":\"call\",\"twoWay\":false,\"outcome\":\"no answer\"}";
        String leadId = command(CommandReader.Kind.LOG_TOUCH, call).getLeadId();
        String byId = "{\"outcome\":\"no answer\",\"twoWay\":false,\"kind\":\"call\",\"leadId\":\"" + leadId + "\"}";
        String first = id(CommandReader.Kind.LOG_TOUCH, call, at, "crm");
        assertThat(id(CommandReader.Kind.LOG_TOUCH, call, at.plusSeconds(300), "crm"))
                .isEqualTo(first);
        assertThat(id(CommandReader.Kind.LOG_TOUCH, byId, at, "crm"))
                .as("the same lead in another way")
                .isEqualTo(first);
        assertThat(List.of(
                        id(CommandReader.Kind.LOG_TOUCH, call, at.plusSeconds(600), "crm"),
                        id(CommandReader.Kind.LOG_TOUCH, call, at, "dialer"),
                        id(CommandReader.Kind.LOG_TOUCH, call.replace("jo@", "al@"), at, "crm"),
                        id(CommandReader.Kind.LOG_TOUCH, call.replace("no answer", "busy"), at, "crm")))
                .doesNotContain(first)
                .doesNotHaveDuplicates();
        String accept = "{\"email\":\"jo@x.example\",\"offerNumber\":3}";
        String accepted = id(CommandReader.Kind.ACCEPT_LEAD, accept, at, "ada");
        assertThat(id(CommandReader.Kind.ACCEPT_LEAD, accept, at.plusSeconds(86_400), "ada"))
                .isEqualTo(accepted);
        assertThat(id(CommandReader.Kind.ACCEPT_LEAD, accept.replace("3", "4"), at, "ada"))
                .isNotEqualTo(accepted);
        assertThat(id(CommandReader.Kind.LOG_TOUCH, call.replace("{", "{\"commandId\":\"mine\","), at, "crm"))
                .isEqualTo("mine");
        assertThat(((LeadCommand) value(COMMANDS.read(
                                CommandReader.Kind.LOG_TOUCH, item(call), List.of(), Arrival.ofApi(at, "key"), "crm")))
                        .getCommandId())
                .isEqualTo("key");
    }

    /** Away, back and away again, or to bob, to cy and to bob again, may be ordered within seconds. */
    @Test
    void shouldTakeEachOrderThatCanBeTakenBackForOneOfItsOwn() {
        String lead = "{\"email\":\"jo@x.example\",\"reason\":\"r\"";
        String away = "{\"representative\":\"ada\",\"available\":false}";
        String over = "{\"representative\":\"ada\",\"toTeam\":\"growth\"}";
        String reassign = lead + ",\"representative\":\"bob\"}";
        assertThat(List.of(
                        staff(StaffCommandReader.Kind.SET_AVAILABILITY, away).getCommandId(),
                        staff(StaffCommandReader.Kind.SET_AVAILABILITY, away).getCommandId(),
                        staff(StaffCommandReader.Kind.HAND_OVER_LEADS, over).getCommandId(),
                        staff(StaffCommandReader.Kind.HAND_OVER_LEADS, over).getCommandId(),
                        id(CommandReader.Kind.REASSIGN_LEAD, reassign, NOW, "ada"),
                        id(CommandReader.Kind.REASSIGN_LEAD, reassign, NOW, "ada"),
                        id(CommandReader.Kind.HAND_BACK_LEAD, lead + "}", NOW, "ada"),
                        id(CommandReader.Kind.HAND_BACK_LEAD, lead + "}", NOW, "ada"),
                        id(CommandReader.Kind.RECYCLE_LEAD, lead + "}", NOW, "ada"),
                        id(CommandReader.Kind.RECYCLE_LEAD, lead + "}", NOW, "ada")))
                .doesNotHaveDuplicates();
        String mine = reassign.replaceFirst("\\{", "{\"commandId\":\"mine\",");
        assertThat(id(CommandReader.Kind.REASSIGN_LEAD, mine, NOW, "ada")).isEqualTo("mine");
        assertThat(((StaffCommand) value(StaffCommandReader.read(
                                StaffCommandReader.Kind.SET_AVAILABILITY,
                                item(away),
                                List.of(),
                                Arrival.ofApi(NOW, "key"),
                                "crm")))
                        .getCommandId())
                .isEqualTo("key");
    }

    private static String id(CommandReader.Kind kind, String json, Instant at, String key) {
        return ((LeadCommand) value(COMMANDS.read(kind, item(json), List.of(), Arrival.ofApi(at, null), key)))
                .getCommandId();
    }

    @Test
    void shouldReadCommandsAboutOwnership() {
        assertThat(command(
                                CommandReader.Kind.DECLINE_LEAD,
                                "{\"email\":\"jo@x.example\",\"offerNumber\":2,\"reason\":\"busy\"}")
                        .getOrder())
                .isEqualTo(new DeclineLead(2, "busy"));
        assertThat(command(CommandReader.Kind.HAND_BACK_LEAD, "{\"email\":\"jo@x.example\",\"reason\":\"moved\"}")
                        .getOrder())
                .isEqualTo(new HandBackLead("moved"));
        assertThat(command(CommandReader.Kind.REASSIGN_LEAD, "{\"email\":\"jo@x.example\",\"team\":\"growth\"}")
                        .getOrder())
                .isEqualTo(new ReassignLead(null, "growth", null));
        assertThat(command(CommandReader.Kind.RECYCLE_LEAD, "{\"email\":\"jo@x.example\",\"reason\":\"in spring\"}")
                        .getOrder())
                .isEqualTo(new RecycleLead("in spring"));
    }

    @Test
    void shouldReadCommandsAboutPeople() {
        StaffCommand away = staff(
                StaffCommandReader.Kind.SET_AVAILABILITY,
                "{\"representative\":\"ada\",\"commandId\":\"c\",\"available\":false,\"until\":\"2026-03-02T09:00:00Z\"}");
        assertThat(away.getRepresentativeId()).isEqualTo("ada");
        assertThat(away.getCommandId()).isEqualTo("c");
        assertThat(away.getIssuedBy()).isEqualTo("crm");
        assertThat(away.getOrder()).isEqualTo(new SetAvailability(false, Instant.parse("2026-03-02T09:00:00Z"), null));
        StaffCommand handOver = staff(
                StaffCommandReader.Kind.HAND_OVER_LEADS,
                "{\"representative\":\"ada\",\"issuedBy\":\"admin\",\"toRepresentative\":\"bob\",\"reason\":\"leave\"}");
        assertThat(handOver.getIssuedBy()).isEqualTo("admin");
        assertThat(handOver.getOrder()).isEqualTo(new HandOverLeads("bob", null, "leave"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET_AVAILABILITY | {\"available\":true} | representative | missing",
                "SET_AVAILABILITY | {\"representative\":\"ada\"} | available | missing",
                "SET_AVAILABILITY | {\"representative\":\"ada\",\"available\":true,\"untill\":1} | untill | field_unknown",
                "HAND_OVER_LEADS | {\"representative\":\"a\",\"toRepresentative\":\"b\",\"toTeam\":\"c\"} | toTeam | ambiguous",
            })
    void shouldNameTheFieldWhenACommandAboutAPersonIsRefused(
            StaffCommandReader.Kind kind, String json, String field, String code) {
        assertThat(errors(StaffCommandReader.read(kind, item(json), List.of(), Arrival.ofApi(NOW, null), "crm")))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple(field, code));
    }

    private static StaffCommand staff(StaffCommandReader.Kind kind, String json) {
        return (StaffCommand)
                value(StaffCommandReader.read(kind, item(json), List.of(), Arrival.ofApi(NOW, null), "crm"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ASSESS_BANT | {\"email\":\"jo@x.example\",\"budget\":true,\"authority\":true,\"need\":true} | timeline | missing",
                "ASSESS_BANT | {\"email\":\"jo@x.example\",\"budget\":1,\"authority\":true,\"need\":true,\"timeline\":true} | budget | wrong_type",
                "ACCEPT_LEAD | {\"email\":\"jo@x.example\"} | offerNumber | missing",
                "DECLINE_LEAD | {\"email\":\"jo@x.example\",\"offerNumber\":1} | reason | missing",
                "HAND_BACK_LEAD | {\"email\":\"jo@x.example\"} | reason | missing",
                "REASSIGN_LEAD | {\"email\":\"jo@x.example\"} | representative | missing",
                "REASSIGN_LEAD | {\"email\":\"jo@x.example\",\"representative\":\"a\",\"team\":\"b\"} | team | ambiguous",
                "ACCEPT_LEAD | {\"email\":\"jo@x.example\",\"offerNumber\":9999999999} | offerNumber | missing",
                "ACCEPT_LEAD | {\"email\":\"jo@x.example\",\"offerNumber\":1,\"offer\":2} | offer | field_unknown",
                "ACCEPT_LEAD | {\"offerNumber\":1} | leadId | identity_missing",
                "LOG_TOUCH | {\"email\":\"jo@x.example\",\"kind\":\"fax\",\"twoWay\":true} | kind | kind_invalid",
                "LOG_TOUCH | {\"email\":\"jo@x.example\",\"twoWay\":true} | kind | missing",
                "ADJUST_SCORE | {\"email\":\"jo@x.example\",\"reason\":\"r\"} | points | points_invalid",
                "ADJUST_SCORE | {\"email\":\"jo@x.example\",\"points\":0,\"reason\":\"r\"} | points | points_invalid",
                "ADJUST_SCORE | {\"email\":\"jo@x.example\",\"points\":1001,\"reason\":\"r\"} | points | points_invalid",
                "ADJUST_SCORE | {\"email\":\"jo@x.example\",\"points\":1.5,\"reason\":\"r\"} | points | points_invalid",
                "ADJUST_SCORE | {\"email\":\"jo@x.example\",\"points\":1} | reason | missing",
                "ADJUST_SCORE | {\"email\":\"jo@x.example\",\"points\":1,\"reason\":\"r\",\"until\":\"2020-03-01\"} | until | date_over",
                "ADJUST_SCORE | {\"email\":\"jo@x.example\",\"points\":1,\"reason\":7} | reason | wrong_type",
                "ADJUST_SCORE | {\"email\":\"jo@x.example\",\"points\":1,\"reason\":\"r\",\"until\":\"soon\"} | until | date_invalid",
                "CONVERT_LEAD | {\"email\":\"jo@x.example\",\"amountMinor\":5} | currency | missing",
                "CONVERT_LEAD | {\"email\":\"jo@x.example\",\"amountMinor\":5,\"currency\":\"euro\"} | currency | currency_invalid",
                "CONVERT_LEAD | {\"email\":\"jo@x.example\",\"expectedCloseDate\":\"1.5.2026\"} | expectedCloseDate | date_invalid",
                "CONVERT_LEAD | {\"email\":\"jo@x.example\",\"expectedCloseDate\":\"+999999-01-01\"} | expectedCloseDate | date_invalid",
                "CONVERT_LEAD | {\"email\":\"jo@x.example\",\"expectedCloseDate\":\"0000-01-01\"} | expectedCloseDate | date_invalid",
                "LOG_TOUCH | {\"email\":\"jo@x.example\",\"kind\":\"call\",\"twoWay\":true,\"nextStepAt\":\"+999999999-12-31T00:00:00Z\"} | nextStepAt | time_out_of_range",
            })
    void shouldNameTheFieldWhenACommandIsRefused(CommandReader.Kind kind, String json, String field, String code) {
        assertThat(errors(COMMANDS.read(kind, item(json), List.of(), Arrival.ofApi(NOW, null), "crm")))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple(field, code));
    }

    @Test
    void shouldRefuseAnEventWhenItsJsonWasRefused() {
        List<FieldError> early = List.of(new FieldError("a", "duplicate_key", "keep one"));
        Arrival arrival = Arrival.ofApi(NOW, null);
        ObjectNode good = item("{\"email\":\"jo@x.example\",\"type\":\"x\"}");
        assertThat(errors(LEADS.read(good, early, arrival))).isEqualTo(early);
        assertThat(errors(ACTIVITIES.read(good, early, arrival))).isEqualTo(early);
        assertThat(errors(CHATS.read(good, early, arrival))).isEqualTo(early);
        assertThat(errors(COMMANDS.read(CommandReader.Kind.CONVERT_LEAD, good, early, arrival, "crm")))
                .isEqualTo(early);
    }

    private static LeadCommand command(CommandReader.Kind kind, String json) {
        return (LeadCommand) value(COMMANDS.read(kind, item(json), List.of(), Arrival.ofApi(NOW, null), "crm"));
    }

    private static Judged readLead(String json) {
        return LEADS.read(item(json), List.of(), Arrival.ofApi(NOW, null));
    }

    private static Judged readRow(String json, Arrival row) {
        return LEADS.read(item(json), List.of(), row);
    }

    private static Judged readActivity(String json) {
        return ACTIVITIES.read(item(json), List.of(), Arrival.ofApi(NOW, null));
    }

    private static CapturedLead lead(String json) {
        return (CapturedLead) value(readLead(json));
    }

    private static SpecificRecord value(Judged judged) {
        return accepted(judged).records().get(0).value();
    }

    private static Accepted accepted(Judged judged) {
        assertThat(judged).isInstanceOf(Accepted.class);
        return (Accepted) judged;
    }

    private static List<FieldError> errors(@Nullable Judged judged) {
        assertThat(judged).isInstanceOf(Refused.class);
        return judged instanceof Refused refused ? refused.errors() : List.of();
    }

    private static ObjectNode item(String json) {
        try {
            return new StrictJson(16, 65_536, 10)
                    .read(json.getBytes(StandardCharsets.UTF_8))
                    .items()
                    .get(0)
                    .fields();
        } catch (JsonRefused e) {
            throw new AssertionError(e.reason());
        }
    }
}
