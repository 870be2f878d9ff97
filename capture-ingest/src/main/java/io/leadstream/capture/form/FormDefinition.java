// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.form;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A web form that may post here.
 *
 * @param key its name in the path
 * @param source source of the leads it brings
 * @param origins web origins whose pages may hold it; empty: any
 * @param thanks pages a visitor may be sent to afterwards; the first is the usual one; empty: the answer is JSON
 * @param errorPage page a visitor is sent to when the form was refused; null: the answer is problem+json
 * @param honeypot a field that people don't see and robots fill in
 * @param fields names of the form's fields to names of lead fields, where they differ
 * @param constants lead fields that every post of this form has
 * @param optInEmail checkbox by which the visitor opts in to e-mail; null: the form doesn't ask
 * @param optInSms checkbox by which the visitor opts in to SMS; null: the form doesn't ask
 * @param requireKey true when a post needs a write key too
 */
public record FormDefinition(
        String key,
        String source,
        List<String> origins,
        List<String> thanks,
        @JsonProperty("error-page") @Nullable String errorPage,
        @Nullable String honeypot,
        Map<String, String> fields,
        Map<String, String> constants,
        @JsonProperty("opt-in-email") @Nullable String optInEmail,
        @JsonProperty("opt-in-sms") @Nullable String optInSms,
        @JsonProperty("require-key") boolean requireKey) {

    /** Every absent list is empty; an absent source is {@code website_form}. */
    public FormDefinition {
        source = source == null || source.isBlank() ? "website_form" : source;
        origins = origins == null ? List.of() : List.copyOf(origins);
        thanks = thanks == null ? List.of() : List.copyOf(thanks);
        fields = fields == null ? Map.of() : Map.copyOf(fields);
        constants = constants == null ? Map.of() : Map.copyOf(constants);
    }

    /** The page to send a visitor to: the one asked for if it is allowed, else the usual one; null when there is none. */
    public @Nullable String thanksPage(@Nullable String wanted) {
        if (wanted != null && thanks.contains(wanted)) {
            return wanted;
        }
        return thanks.isEmpty() ? null : thanks.get(0);
    }

    /** True when a page of this origin may post; a caller that states none is no page. */
    public boolean allows(@Nullable String origin) {
        return origins.isEmpty() || origin == null || origins.contains(origin);
    }

    /** What is wrong with the definition; empty when nothing is. */
    List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (key == null || !key.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
            mistakes.add("form '" + key + "': a key has 1 to 64 of a-z, 0-9, _ and -");
        }
        for (String page : thanks) {
            checkPage(page, mistakes);
        }
        if (errorPage != null) {
            checkPage(errorPage, mistakes);
        }
        return mistakes;
    }

    private void checkPage(String page, List<String> mistakes) {
        boolean good;
        try {
            URI uri = URI.create(page);
            good = ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            good = false;
        }
        if (!good) {
            mistakes.add("form '" + key + "': page '" + page + "' is no http(s) address");
        }
    }
}
