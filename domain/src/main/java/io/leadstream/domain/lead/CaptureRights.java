// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.SourceKind;
import org.jspecify.annotations.Nullable;

/**
 * What a capture may say, by the kind of adapter that took it. Everybody may add and update fields. Whoever fills in a
 * public form may opt in and out, but doesn't choose the proof: it is the page or form that capture saw. An adapter of
 * unknown kind can opt out only.
 */
final class CaptureRights {

    private CaptureRights() {}

    /** Whether this answer may be taken from this capture. */
    static boolean mayAnswer(CapturedLead capture, boolean optedIn) {
        return !optedIn || capture.getSourceKind() != SourceKind.UNKNOWN;
    }

    /** Where the opt-in of this capture was given, as far as it can be trusted. */
    static @Nullable String proof(CapturedLead capture) {
        return switch (capture.getSourceKind()) {
            case WEBSITE_FORM, LIVE_CHAT ->
                capture.getLandingPage() != null ? capture.getLandingPage() : capture.getFormKey();
            case API, CSV_IMPORT, MANUAL, UNKNOWN -> capture.getConsentWhere();
        };
    }
}
