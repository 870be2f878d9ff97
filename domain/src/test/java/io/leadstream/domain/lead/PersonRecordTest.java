// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.lead.Captures.capture;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.Campaign;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.Consent;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.scoring.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PersonRecordTest {

    private static final List<SourceKind> KINDS = List.of(SourceKind.values());

    @Test
    void shouldReplaceByNewerAndNeverEraseByBlank() {
        LeadProfile profile = merged(
                capture("a", 1).setTitle("CTO").setCompany("Engines").build(),
                capture("b", 2).setTitle("CEO").setCompany(" ").build());
        assertThat(profile.getTitle()).isEqualTo("CEO");
        assertThat(profile.getCompany()).isEqualTo("Engines");
    }

    @Test
    void shouldTakeTheGreaterEventIdWhenTimesAreEqual() {
        var a = capture("a", 1).setTitle("CTO").build();
        var b = capture("b", 1).setTitle("CEO").build();
        assertThat(merged(a, b).getTitle()).isEqualTo("CEO");
        assertThat(merged(b, a).getTitle()).isEqualTo("CEO");
    }

    @Test
    void shouldKeepFirstTouchAndLastTouch() {
        var spring = new Campaign("google", "cpc", "spring", null, null);
        var autumn = new Campaign("mail", null, "autumn", "", " ");
        LeadProfile profile = merged(
                capture("c", 3)
                        .setSource("csv")
                        .setCampaign(new Campaign(" ", null, "", null, null))
                        .build(),
                capture("b", 2)
                        .setSource("chat")
                        .setCampaign(autumn)
                        .setReferrer("late")
                        .build(),
                capture("a", 1)
                        .setSource("form")
                        .setSourceKind(SourceKind.WEBSITE_FORM)
                        .setCampaign(spring)
                        .setReferrer("early")
                        .setLandingPage("/p")
                        .build());
        assertThat(profile.getSource()).isEqualTo("form");
        assertThat(profile.getSourceKind()).isEqualTo(SourceKind.WEBSITE_FORM);
        assertThat(profile.getLastSource()).isEqualTo("csv");
        assertThat(profile.getCampaign()).isEqualTo(spring);
        assertThat(profile.getLastCampaign()).isEqualTo(new Campaign("mail", null, "autumn", null, null));
        assertThat(profile.getReferrer()).isEqualTo("early");
        assertThat(profile.getLandingPage()).isEqualTo("/p");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4"})
    void shouldTakeACampaignWithAnyPart(int part) {
        @Nullable String[] parts = new @Nullable String[5];
        parts[part] = "x";
        var campaign = new Campaign(parts[0], parts[1], parts[2], parts[3], parts[4]);
        assertThat(merged(capture("a", 1).setCampaign(campaign).build()).getCampaign())
                .isEqualTo(campaign);
    }

    @Test
    void shouldUniteTagsAndMergeCustomFieldsKeyByKey() {
        LeadProfile profile = merged(
                capture("a", 1)
                        .setTags(List.of("vip", " "))
                        .setCustomFields(Map.of("seats", "5", "plan", "\"pro\""))
                        .build(),
                capture("b", 2)
                        .setTags(List.of("emea", "vip "))
                        .setCustomFields(Map.of("seats", "7", "plan", "null", "x", " ", "y", "\"\""))
                        .build());
        assertThat(profile.getTags()).containsExactly("emea", "vip");
        assertThat(profile.getCustomFields()).isEqualTo(Map.of("seats", "7", "plan", "\"pro\""));
    }

    @Test
    void shouldReadEveryField() {
        LeadProfile profile = merged(capture("a", 1)
                .setFirstName("Ada")
                .setLastName("Byron")
                .setEmail("ada@x.org")
                .setPhone("+49301")
                .setWebsite("x.org")
                .setIndustry("Technology")
                .setEmployeeCount(12L)
                .setAnnualRevenue(3L)
                .setAddress("London")
                .build());
        assertThat(profile.getFirstName()).isEqualTo("Ada");
        assertThat(profile.getLastName()).isEqualTo("Byron");
        assertThat(profile.getEmail()).isEqualTo("ada@x.org");
        assertThat(profile.getPhone()).isEqualTo("+49301");
        assertThat(profile.getWebsite()).isEqualTo("x.org");
        assertThat(profile.getIndustry()).isEqualTo("Technology");
        assertThat(profile.getEmployeeCount()).isEqualTo(12);
        assertThat(profile.getAnnualRevenue()).isEqualTo(3);
        assertThat(profile.getAddress()).isEqualTo("London");
    }

    @ParameterizedTest
    @CsvSource({"1,true,2,false,false", "1,false,2,true,true", "1,true,1,false,false", "1,false,1,true,false"})
    void shouldLetTheLatestAnswerRuleAndATieOptOut(long t1, boolean a1, long t2, boolean a2, boolean expected) {
        var one = capture("z", t1).setOptInEmail(a1).setOptInSms(a1).build();
        var two = capture("a", t2).setOptInEmail(a2).setOptInSms(a2).build();
        for (var profile : List.of(merged(one, two), merged(two, one))) {
            assertThat(profile.getOptInEmail().getOptedIn()).isEqualTo(expected);
            assertThat(profile.getOptInSms().getOptedIn()).isEqualTo(expected);
        }
    }

    @Test
    void shouldTakeAnUnsubscriptionAsAnswer() {
        var person = new PersonRecord();
        person.merge(capture("a", 1).setOptInEmail(true).setOptInSms(true).build());
        person.optOut(false, START.plusSeconds(120).toEpochMilli(), "b", "mail-tool");
        person.optOut(true, START.toEpochMilli(), "c", "mail-tool");
        LeadProfile profile = profile(person);
        assertThat(profile.getOptInEmail()).isEqualTo(new Consent(false, START.plusSeconds(120), "mail-tool"));
        assertThat(profile.getOptInSms().getOptedIn()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SourceKind.class)
    void shouldTakeProofOnlyFromThoseWhoMayGiveIt(SourceKind kind) {
        var capture = capture("a", 1)
                .setSourceKind(kind)
                .setOptInEmail(true)
                .setConsentWhere("claimed")
                .setFormKey("contact")
                .build();
        Consent consent = merged(capture).getOptInEmail();
        switch (kind) {
            case UNKNOWN -> assertThat(consent).isNull();
            case WEBSITE_FORM, LIVE_CHAT -> assertThat(consent.getWhere()).isEqualTo("contact");
            case API, CSV_IMPORT, MANUAL -> assertThat(consent.getWhere()).isEqualTo("claimed");
        }
        capture.setLandingPage("/contact");
        if (kind == SourceKind.WEBSITE_FORM) {
            assertThat(merged(capture).getOptInEmail().getWhere()).isEqualTo("/contact");
        }
        capture.setOptInEmail(false);
        capture.setOptInSms(true);
        assertThat(merged(capture).getOptInEmail().getOptedIn()).isFalse();
        assertThat(merged(capture).getOptInSms() == null).isEqualTo(kind == SourceKind.UNKNOWN);
    }

    @Test
    void shouldTellWhetherAValueChanged() {
        var first = capture("a", 1).setTitle("CTO").setTags(List.of("x")).build();
        var state = record(first).toState();
        var again = PersonRecord.of(state);
        assertThat(again.touched()).isFalse();
        again.merge(capture("b", 2).setTitle("CTO").setTags(List.of("x")).build());
        assertThat(again.touched()).isTrue();
        assertThat(again.changed()).isFalse();
        again.merge(capture("c", 3).setTitle("CEO").build());
        assertThat(again.changed()).isTrue();
        var consented = record(capture("a", 1).setOptInEmail(true).build()).toState();
        var later = PersonRecord.of(consented);
        later.merge(capture("b", 2).setOptInEmail(true).build());
        assertThat(later.changed()).as("the time of an answer is shown").isTrue();
    }

    @Test
    void shouldKeepTheNewestOfTooManyNamesInAnyOrder() {
        var captures = new ArrayList<CapturedLead>(IntStream.range(0, 300)
                .mapToObj(i -> capture("e" + i, i / 3)
                        .setCustomFields(Map.of("k" + i % 250, String.valueOf(i)))
                        .setTags(List.of("t" + i))
                        .build())
                .toList());
        Person ascending = record(captures.toArray(CapturedLead[]::new)).toState();
        Collections.shuffle(captures, new Random(7));
        Person shuffled = record(captures.toArray(CapturedLead[]::new)).toState();
        assertThat(shuffled).isEqualTo(ascending);
        LeadProfile profile = profile(PersonRecord.of(shuffled));
        assertThat(profile.getTags()).hasSize(200).contains("t299").doesNotContain("t0");
        assertThat(profile.getCustomFields()).hasSize(200).containsEntry("k49", "299");
    }

    @RepeatedTest(50)
    void shouldEndInTheSameRecordForAnyOrder(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var captures = new ArrayList<CapturedLead>();
        for (int i = 0; i < 12; i++) {
            captures.add(anyCapture("event-" + i, random));
        }
        byte[] expected = encoded(captures);
        for (int i = 0; i < 5; i++) {
            var order = new ArrayList<>(captures);
            order.add(captures.get(random.nextInt(captures.size())));
            Collections.shuffle(order, random);
            assertThat(encoded(order)).as("seed %d", run.getCurrentRepetition()).isEqualTo(expected);
        }
    }

    /** Each step goes through the stored form, as in the stream. */
    private static byte[] encoded(List<CapturedLead> captures) {
        var codec = new AvroPersonCodec();
        byte[] bytes = codec.encode(new PersonRecord().toState());
        for (CapturedLead capture : captures) {
            var person = PersonRecord.of(codec.decode(bytes));
            person.merge(capture);
            bytes = codec.encode(person.toState());
        }
        return bytes;
    }

    private static CapturedLead anyCapture(String id, Random random) {
        var builder = capture(id, random.nextInt(5));
        builder.setSource(List.of("api", "form", "csv").get(random.nextInt(3)));
        builder.setSourceKind(KINDS.get(random.nextInt(KINDS.size())));
        builder.setTitle(random.nextBoolean() ? "title-" + random.nextInt(3) : " ");
        builder.setCompany(random.nextBoolean() ? "company-" + random.nextInt(3) : null);
        builder.setEmployeeCount(random.nextBoolean() ? Long.valueOf(random.nextInt(9)) : null);
        builder.setTags(random.nextBoolean() ? List.of("t" + random.nextInt(4)) : List.of());
        builder.setOptInEmail(random.nextBoolean() ? Boolean.valueOf(random.nextBoolean()) : null);
        builder.setOptInSms(random.nextBoolean() ? Boolean.valueOf(random.nextBoolean()) : null);
        builder.setReferrer(random.nextBoolean() ? "r" + random.nextInt(3) : null);
        var custom = new HashMap<String, String>();
        custom.put("k" + random.nextInt(3), String.valueOf(random.nextInt(5)));
        builder.setCustomFields(custom);
        if (random.nextBoolean()) {
            builder.setCampaign(new Campaign("s" + random.nextInt(3), null, null, null, null));
        }
        return builder.build();
    }

    private static PersonRecord record(CapturedLead... captures) {
        var person = new PersonRecord();
        for (CapturedLead capture : captures) {
            person.merge(capture);
        }
        return person;
    }

    private static LeadProfile merged(CapturedLead... captures) {
        return profile(PersonRecord.of(record(captures).toState()));
    }

    private static LeadProfile profile(PersonRecord person) {
        var profile = new LeadProfile();
        profile.setCreatedAt(Instant.EPOCH);
        ProfileView.fill(profile, person, null);
        return profile;
    }
}
