// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.lead.Captures.capture;
import static io.leadstream.domain.scoring.Histories.activity;
import static io.leadstream.domain.scoring.Histories.model;
import static io.leadstream.domain.scoring.Histories.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leadstream.domain.rules.RuleFiles;
import io.leadstream.domain.rules.Yaml;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.scoring.Grade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringModelTest {

    @ParameterizedTest
    @CsvSource({
        "Director of Sales, 10",
        "VP of Sales, 15",
        "Vice President, 15",
        "Vice-president, 15",
        "SVP Marketing, 15",
        "V.P. Engineering, 15",
        "MVP Lead, 0",
        "CTO, 20",
        "Chief Architect, 20",
        "C-level, 20",
        "c level executive, 20",
        "CEO and CTO, 20",
        "Director & CTO, 30",
        "VP and Director, 25",
        "Chief VP Director, 45",
        "Coordinator, 0",
        "Factory worker, 0",
        "cio, 20",
        "CFO, 20",
        "COO, 20",
        "CMO, 20"
    })
    void shouldAddUpTitles(String title, int points) {
        assertThat(demographic(capture("a", 0).setTitle(title))).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"x@mit.edu,5", "x@cs.mit.edu,5", "x@nasa.gov,10", "x@edu.com,0", "x@gov.uk,0"})
    void shouldScoreAddresses(String email, int points) {
        assertThat(demographic(capture("a", 0).setEmail(email))).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"10,0", "11,5", "100,5", "101,10", "1000,10", "1001,15"})
    void shouldTakeTheFirstOfTheEmployeeLadder(long employees, int points) {
        assertThat(demographic(capture("a", 0).setEmployeeCount(employees))).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"1000000,0", "1000001,10", "10000000,10", "10000001,15"})
    void shouldTakeTheFirstOfTheRevenueLadder(long revenue, int points) {
        assertThat(demographic(capture("a", 0).setAnnualRevenue(revenue))).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"technology,10", "Finance,10", "HEALTHCARE,10", "Retail,0", "Technology Services,0"})
    void shouldScoreIndustries(String industry, int points) {
        assertThat(demographic(capture("a", 0).setIndustry(industry))).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "email_opened,2",
        "email_clicked,5",
        "page_viewed,1",
        "form_submitted,10",
        "demo_requested,20",
        "webinar,0"
    })
    void shouldScoreActivities(String type, int points) {
        var state = play(List.of(activity("a", type, 0), activity("b", type, 1)), Histories.defaultModel());
        assertThat(state.getScore()).isEqualTo(2 * points);
    }

    @ParameterizedTest
    @CsvSource({"100,A_PLUS", "90,A_PLUS", "89,A", "80,A", "79,B", "70,B", "69,C", "60,C", "59,D", "50,D", "49,F", "0,F"
    })
    void shouldGrade(int score, Grade grade) {
        assertThat(Grades.of(score)).isEqualTo(grade);
    }

    @Test
    void shouldScoreByThresholds() {
        var scorecard = model(
                RuleFiles.scoringRules(Yaml.resource(RuleFiles.THRESHOLD_SCORECARD))
                        .orThrow(),
                1);
        var events = new ArrayList<Object>();
        events.add(
                capture("c", 0).setEmployeeCount(1_001L).setIndustry("finance").build());
        assertThat(play(events, scorecard).getScore()).isEqualTo(55);
        for (int i = 0; i < 5; i++) {
            events.add(activity("o" + i, "email_opened", i));
            events.add(activity("p" + i, "page_viewed", i));
            events.add(activity("q" + i, "page_viewed", i));
        }
        assertThat(play(events, scorecard).getScore()).isEqualTo(55);
        events.add(activity("o5", "email_opened", 6));
        assertThat(play(events, scorecard).getScore()).isEqualTo(75);
        events.add(activity("p5", "page_viewed", 6));
        assertThat(play(events, scorecard).getScore()).isEqualTo(90);
        events.set(0, capture("c", 0).setEmployeeCount(101L).build());
        assertThat(play(events, scorecard).getScore()).isEqualTo(55);
    }

    @Test
    void shouldCapAndSubtractAndSkipWhatIsSwitchedOff() {
        var model = model("""
                name: n
                rules:
                - {name: Pages, activity: page_viewed, points: 4, cap: 10}
                - {name: Bounces, activity: bounced, points: -7, cap: 15}
                - {name: Off, activity: call, points: 50, active: false}
                - {name: Senior calls, activity: call, points: 9, field: title, operator: contains, value: chief}
                """, 1);
        var events = new ArrayList<Object>();
        for (int i = 0; i < 3; i++) {
            events.add(activity("p" + i, "page_viewed", i));
        }
        assertThat(play(events, model).getTotal()).isEqualTo(10);
        for (int i = 0; i < 3; i++) {
            events.add(activity("b" + i, "bounced", i));
        }
        assertThat(play(events, model).getTotal()).isEqualTo(-5);
        assertThat(play(events, model).getScore()).isZero();
        events.add(activity("call", "call", 9));
        assertThat(play(events, model).getTotal()).isEqualTo(-5);
        events.add(capture("c", 1).setTitle("Chief").build());
        assertThat(play(events, model).getTotal()).isEqualTo(4);
    }

    @Test
    void shouldTakeTheFirstMatchOfAGroupOfMixedRules() {
        var model = model("""
                name: n
                rules:
                - {name: Many, group: g, field: count.call, operator: greater_than, value: 1, points: 30}
                - {name: Each, group: g, activity: demo, points: 3}
                - {name: Titled, group: g, field: title, operator: exists, points: 1}
                """, 1);
        var titled = capture("c", 0).setTitle("x").build();
        assertThat(play(List.of(titled), model).getTotal()).isEqualTo(1);
        assertThat(play(List.of(titled, activity("d", "demo", 1)), model).getTotal())
                .isEqualTo(3);
        assertThat(play(
                                List.of(
                                        titled,
                                        activity("d", "demo", 1),
                                        activity("x", "call", 1),
                                        activity("y", "call", 1)),
                                model)
                        .getTotal())
                .isEqualTo(30);
    }

    @Test
    void shouldFadeByHalfEachHalfLife() {
        var model = model("{name: n, rules: [{name: D, activity: demo, points: 40, halfLife: 30}]}", 1);
        var demo = activity("d", "demo", START);
        assertThat(play(List.of(demo), model).getTotal()).isEqualTo(40);
        assertThat(after(demo, 30, model)).isEqualTo(20);
        assertThat(after(demo, 60, model)).isEqualTo(10);
        assertThat(after(demo, 15, model)).isEqualTo(28);
        assertThat(after(demo, 4_000, model)).isZero();
        var negative = model("{name: n, rules: [{name: D, activity: demo, points: -3, halfLife: 30}]}", 1);
        assertThat(after(demo, 30, negative)).isEqualTo(-2);
    }

    private static int after(Object event, long days, ScoringModel model) {
        return play(List.of(event, activity("later", "other", START.plus(Duration.ofDays(days)))), model)
                .getTotal();
    }

    @Test
    void shouldKnowRecencyAndAge() {
        var model = model("""
                name: n
                rules:
                - {name: Recent, field: days_since.call, operator: less_than, value: 7, points: 10}
                - {name: Young, field: createdAt, operator: within_days, value: 3, points: 100}
                - {name: Fresh, field: updatedAt, operator: within_days, value: 0, points: 1000}
                """, 1);
        var call = activity("c", "call", START);
        assertThat(play(List.of(call), model).getTotal()).isEqualTo(1110);
        assertThat(after(call, 3, model)).isEqualTo(1110);
        assertThat(after(call, 4, model)).isEqualTo(1010);
        assertThat(after(call, 7, model)).isEqualTo(1000);
        assertThat(after(activity("n", "note", START), 1, model)).isEqualTo(1100);
    }

    @Test
    void shouldRefuseAnUnusableRuleSet() {
        var rules = Yaml.rules("{name: n, rules: [{name: D, activity: demo, points: 1}]}");
        assertThatIllegalArgumentException().isThrownBy(() -> ScoringModel.compile(rules));
        rules.setVersion(1);
        rules.setDailyHitLimit(0);
        assertThatIllegalArgumentException().isThrownBy(() -> ScoringModel.compile(rules));
    }

    @Test
    void shouldReadCustomFields() {
        var model = model(
                "{name: n, rules: [{name: S, field: custom.seats, operator: greater_than, value: 9, points: 5}]}", 1);
        assertThat(play(
                                List.of(capture("a", 0)
                                        .setCustomFields(Map.of("seats", "\"10\""))
                                        .build()),
                                model)
                        .getScore())
                .isEqualTo(5);
    }

    private static int demographic(CapturedLead.Builder capture) {
        return play(List.of(capture.build()), Histories.defaultModel()).getScore();
    }
}
