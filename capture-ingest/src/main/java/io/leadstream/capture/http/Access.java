// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.leadstream.runtime.access.KeyRing;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Who may call what, and how often. Each refusal is answered here. */
final class Access {

    private static final String HOLDER = "capture.key.holder";
    private static final String BEARER = "Bearer ";

    private final KeyRing keys;
    private final RateLimit limit;
    private final CaptureMeters meters;
    private final boolean trustForwarded;

    Access(KeyRing keys, RateLimit limit, CaptureMeters meters, boolean trustForwarded) {
        this.keys = keys;
        this.limit = limit;
        this.meters = meters;
        this.trustForwarded = trustForwarded;
    }

    /** Lets holders of any key through. */
    void anyKey(RoutingContext context) {
        KeyRing.Holder holder = holder(context);
        if (holder == null) {
            refuseUnknown(context);
        } else {
            letThrough(context, holder);
        }
    }

    /** Lets holders of a secret key through. */
    void secretKey(RoutingContext context) {
        KeyRing.Holder holder = holder(context);
        if (holder == null) {
            refuseUnknown(context);
        } else if (!holder.secret()) {
            meters.refused("commands", "key_not_secret");
            Answers.problem(context, 403, "key_not_secret", "a write key can't order commands; use a secret key");
        } else {
            letThrough(context, holder);
        }
    }

    /** Lets everybody through, as often as one address may. */
    void anybody(RoutingContext context) {
        if (withinLimit(context, "ip:" + addressOf(context.request()))) {
            context.next();
        }
    }

    /** True when the request carries a key that is known. */
    boolean carriesKey(RoutingContext context) {
        return holder(context) != null;
    }

    /** Name of the key that let this request through. */
    static String keyName(RoutingContext context) {
        KeyRing.Holder holder = context.get(HOLDER);
        return holder == null ? "nobody" : holder.name();
    }

    static void refuseUnknown(RoutingContext context) {
        context.response().putHeader("www-authenticate", "Bearer realm=\"leadstream\"");
        Answers.problem(context, 401, "key_unknown", "send a valid key as X-Write-Key, or as Authorization: Bearer");
    }

    private void letThrough(RoutingContext context, KeyRing.Holder holder) {
        if (withinLimit(context, "key:" + holder.name())) {
            context.put(HOLDER, holder);
            context.next();
        }
    }

    private boolean withinLimit(RoutingContext context, String caller) {
        long waitSeconds = limit.take(caller);
        if (waitSeconds == 0) {
            return true;
        }
        meters.refused("any", "rate_limited");
        context.response().putHeader("retry-after", Long.toString(waitSeconds));
        Answers.problem(context, 429, "rate_limited", "slow down; try again in " + waitSeconds + " s");
        return false;
    }

    private KeyRing.@Nullable Holder holder(RoutingContext context) {
        HttpServerRequest request = context.request();
        String key = request.getHeader("x-write-key");
        if (key == null) {
            String authorization = request.getHeader("authorization");
            boolean bearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
            key = bearer ? authorization.substring(BEARER.length()).strip() : null;
        }
        return key == null || key.isEmpty() ? null : keys.find(key);
    }

    private String addressOf(HttpServerRequest request) {
        String forwarded = trustForwarded ? request.getHeader("x-forwarded-for") : null;
        if (forwarded != null && !forwarded.isBlank()) {
            // The last entry is the one our own proxy wrote; those before it are the caller's word.
            String address = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
            return address.substring(0, Math.min(address.length(), 64));
        }
        return request.remoteAddress() == null
                ? "unknown"
                : request.remoteAddress().hostAddress();
    }
}
