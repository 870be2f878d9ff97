// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.capture.read.Arrival;
import io.leadstream.capture.read.Judged;
import io.leadstream.capture.read.LeadReader;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a web form posted. A form is public: it may add to a lead, never say where consent was given. */
public final class FormReader {

    /** The field by which a form picks one of its thanks pages. */
    public static final String THANKS = "_thanks";

    private static final Set<String> NOT_FOR_FORMS = Set.of("source", "consentWhere");
    private static final Set<String> NO_WORDS = Set.of("false", "no", "n", "off", "0");

    private final LeadReader leads;

    public FormReader(LeadReader leads) {
        this.leads = leads;
    }

    /** True when the field that only robots see was filled in. */
    public static boolean isRobot(FormDefinition form, Map<String, List<String>> posted) {
        return form.honeypot() != null
                && posted.getOrDefault(form.honeypot(), List.of()).stream().anyMatch(value -> !value.isBlank());
    }

    /**
     * Reads a post.
     *
     * @param posted the form's fields with all their values
     * @param page address of the page the form stands on, as the browser states it; null when it does not
     */
    public Judged read(
            FormDefinition form,
            Map<String, List<String>> posted,
            @Nullable String page,
            Instant receivedAt,
            @Nullable String eventId) {
        ObjectNode lead = JsonNodeFactory.instance.objectNode();
        posted.forEach((name, values) -> put(form, name, values, lead));
        // Last, for they hold whatever somebody posts under the same name.
        form.constants().forEach(lead::put);
        if (page != null && !lead.has("landingPage")) {
            lead.put("landingPage", page);
        }
        Arrival arrival = Arrival.ofForm(receivedAt, eventId, form.key(), form.source(), "form:" + form.key());
        return leads.read(lead, List.of(), arrival);
    }

    private static void put(FormDefinition form, String name, List<String> values, ObjectNode lead) {
        if (name.equals(THANKS) || name.equals(form.honeypot())) {
            return;
        }
        String value = String.join(", ", values);
        if (name.equals(form.optInEmail())) {
            answer("optInEmail", value, lead);
        } else if (name.equals(form.optInSms())) {
            answer("optInSms", value, lead);
        } else {
            String field = form.fields().getOrDefault(name, name);
            // Kept, but as the form's own word.
            lead.put(NOT_FOR_FORMS.contains(field) ? "form_" + field : field, value);
        }
    }

    /** A checkbox posts any text when it is checked and nothing when it is not, which is no answer. */
    private static void answer(String field, String value, ObjectNode lead) {
        if (!value.isBlank()) {
            lead.put(field, !NO_WORDS.contains(value.strip().toLowerCase(Locale.ROOT)));
        }
    }
}
