// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leadstream.schemas.predictive.FeatureKind;
import io.leadstream.schemas.predictive.PredictiveFeature;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    private static PredictiveFeature feature(FeatureKind kind, String field, String level) {
        return new PredictiveFeature(kind, field, level.isEmpty() ? null : level, 0.0, 1.0, 0.0, 0.0);
    }

    private static List<Traits> leads() {
        List<Traits> leads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("source", i % 2 == 0 ? "Google" : "newsletter");
            if (i % 4 != 0) {
                fields.put("employeeCount", (long) i);
            }
            fields.put("custom.plan", i % 3 == 0 ? "Pro" : "Free");
            fields.put("custom.seats", BigDecimal.valueOf(i));
            fields.put("custom.converted", BigDecimal.valueOf(i % 2));
            fields.put("custom.serial", "number " + i);
            Lead lead = Lead.of(fields);
            leads.add(i % 5 == 0 ? lead.did("page_viewed", i + 1, i % 7) : lead);
        }
        return leads;
    }

    @Test
    void shouldReadALeadByEveryKindOfFeature() {
        var encoder = new FeatureEncoder(List.of(
                feature(FeatureKind.LEVEL, "source", "google"),
                feature(FeatureKind.OTHER, "source", ""),
                feature(FeatureKind.MISSING, "source", ""),
                feature(FeatureKind.NUMBER, "custom.seats", ""),
                feature(FeatureKind.MISSING, "custom.seats", ""),
                feature(FeatureKind.COUNT, "activity.call", ""),
                feature(FeatureKind.RECENCY, "activity.call", ""),
                feature(FeatureKind.MISSING, "activity.call", "")));
        assertThat(encoder.encode(Lead.of(Map.of("source", " GOOGLE ", "custom.seats", new BigDecimal("-3")))
                        .did("call", 7, 0)))
                .containsExactly(1, 0, 0, -StrictMath.log1p(3), 0, StrictMath.log1p(7), 0, 0);
        assertThat(encoder.encode(Lead.of(Map.of("source", "Bing", "custom.seats", "many"))
                        .did("call", 1, 2)))
                .containsExactly(0, 1, 0, 0, 0, StrictMath.log1p(1), StrictMath.log1p(2), 0);
        assertThat(encoder.encode(Lead.of(Map.of("source", " ")))).containsExactly(0, 0, 1, 0, 1, 0, 0, 1);
    }

    @Test
    void shouldRefuseAKindThatItDoesNotKnow() {
        assertThatThrownBy(() -> new FeatureEncoder(List.of(feature(FeatureKind.UNKNOWN, "source", ""))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCompareLevelsInOneForm() {
        assertThat(FeatureEncoder.level(new BigDecimal("1.50"))).isEqualTo("1.5");
        assertThat(FeatureEncoder.level(true)).isEqualTo("true");
        assertThat(FeatureEncoder.level("I")).isEqualTo("i");
        assertThat(FeatureEncoder.level("x".repeat(300))).hasSize(100);
        assertThat(FeatureEncoder.level("  ")).isNull();
        assertThat(FeatureEncoder.level(null)).isNull();
    }

    @Test
    void shouldChooseFeaturesByWhatTheLeadsHave() {
        List<PredictiveFeature> plan = FeaturePlan.of(leads(), Set.of());
        assertThat(plan)
                .anyMatch(f -> f.getField().equals("source") && "google".equals(f.getLevel()))
                .anyMatch(f -> f.getField().equals("employeeCount") && f.getKind() == FeatureKind.NUMBER)
                .anyMatch(f -> f.getField().equals("employeeCount") && f.getKind() == FeatureKind.MISSING)
                .anyMatch(f -> f.getField().equals("custom.plan") && "pro".equals(f.getLevel()))
                .anyMatch(f -> f.getField().equals("custom.seats") && f.getKind() == FeatureKind.NUMBER)
                .anyMatch(f -> f.getField().equals("activity.page_viewed") && f.getKind() == FeatureKind.COUNT)
                .anyMatch(f -> f.getField().equals("activity.page_viewed") && f.getKind() == FeatureKind.RECENCY)
                .anyMatch(f -> f.getField().equals("activity.page_viewed") && f.getKind() == FeatureKind.MISSING)
                // Every lead has another one, and no lead lacks it: nothing to learn.
                .noneMatch(f -> f.getField().equals("custom.serial"))
                .noneMatch(f -> f.getField().equals("title"));
    }

    @Test
    void shouldStandardiseNumbersAndKnowTheAverageLead() {
        List<Traits> leads = leads();
        List<PredictiveFeature> plan = FeaturePlan.of(leads, Set.of());
        double[] sums = new double[plan.size()];
        var encoder = new FeatureEncoder(plan);
        for (Traits lead : leads) {
            double[] row = encoder.encode(lead);
            for (int j = 0; j < sums.length; j++) {
                sums[j] += row[j];
            }
        }
        for (int j = 0; j < sums.length; j++) {
            assertThat(plan.get(j).getAverage()).isCloseTo(sums[j] / leads.size(), within(1e-12));
            if (plan.get(j).getField().equals("custom.seats")) {
                assertThat(plan.get(j).getAverage()).isCloseTo(0, within(1e-9));
            }
        }
    }

    @Test
    void shouldReadNothingThatIsExcluded() {
        assertThat(FeaturePlan.of(leads(), Set.of("converted", "source", "page_viewed", "custom.plan")))
                .extracting(PredictiveFeature::getField)
                .doesNotContain("custom.converted", "source", "activity.page_viewed", "custom.plan")
                .contains("custom.seats");
    }

    @Test
    void shouldNeverReadMoreThanTheBound() {
        List<Traits> leads = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            var fields = new LinkedHashMap<String, Object>();
            for (int field = 0; field < 60; field++) {
                fields.put("custom.f" + field, "level " + (i * (field + 3)) % 20);
            }
            leads.add(Lead.of(fields));
        }
        assertThat(FeaturePlan.of(leads, Set.of())).hasSize(FeaturePlan.MOST_FEATURES);
    }
}
