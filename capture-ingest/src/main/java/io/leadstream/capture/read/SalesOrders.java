// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.RecycleLead;
import io.leadstream.schemas.capture.TouchKind;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads orders about how far a lead has come. */
final class SalesOrders {

    private SalesOrders() {}

    static @Nullable AssessBant assess(Fields fields) {
        Boolean budget = CommandFields.needed(fields, "budget");
        Boolean authority = CommandFields.needed(fields, "authority");
        Boolean need = CommandFields.needed(fields, "need");
        Boolean timeline = CommandFields.needed(fields, "timeline");
        String notes = fields.text("notes", CommandFields.TEXT);
        return budget == null || authority == null || need == null || timeline == null
                ? null
                : new AssessBant(budget, authority, need, timeline, notes);
    }

    static @Nullable RecycleLead recycle(Fields fields) {
        String reason = CommandFields.reason(fields);
        return reason == null ? null : new RecycleLead(reason);
    }

    static @Nullable LogTouch touch(Fields fields) {
        String name = fields.text("kind", 20);
        TouchKind kind = name == null ? TouchKind.UNKNOWN : touchKind(name);
        if (kind == TouchKind.UNKNOWN) {
            fields.refuse("kind", name == null ? "missing" : "kind_invalid", "one of call, email, sms, meeting, note");
        }
        Boolean twoWay = CommandFields.needed(fields, "twoWay");
        return twoWay == null
                ? null
                : new LogTouch(
                        kind,
                        twoWay,
                        fields.text("outcome", CommandFields.TEXT),
                        fields.text("nextStep", CommandFields.TEXT),
                        EventTime.upTo9999(fields, "nextStepAt"));
    }

    private static TouchKind touchKind(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (TouchKind kind : TouchKind.values()) {
            if (kind.name().equals(upper)) {
                return kind;
            }
        }
        return TouchKind.UNKNOWN;
    }

    static ConvertLead convert(Fields fields) {
        Boolean create = fields.flag("createOpportunity");
        Long amount = fields.count("amountMinor");
        String currency = fields.text("currency", 10);
        if (currency != null && !isCurrency(currency)) {
            fields.refuse("currency", "currency_invalid", "an ISO 4217 code such as EUR");
        }
        if (amount != null && currency == null && fields.raw("currency") == null) {
            fields.refuse("currency", "missing", "an amount needs its currency, such as EUR");
        }
        String close = fields.text("expectedCloseDate", 40);
        if (close != null && !IsoDate.is(close)) {
            fields.refuse("expectedCloseDate", "date_invalid", IsoDate.FIX);
        }
        return new ConvertLead(
                create == null || create,
                fields.text("opportunityName", 200),
                amount,
                currency,
                close,
                fields.text("packageName", 200),
                fields.text("startExpectation", 200));
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode().equals(code);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
