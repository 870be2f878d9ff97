// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.leadstream.capture.form.Forms;
import io.leadstream.capture.kafka.LogGateway;
import io.leadstream.capture.read.Identities;
import io.leadstream.capture.read.StrictJson;
import io.leadstream.capture.rules.RulePublisher;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * What the API works with.
 *
 * @param origins web origins whose pages may call the API
 * @param maxBodyBytes bytes of one request, at most
 * @param answerWithin how long the brokers may take
 */
record ApiParts(
        LogGateway log,
        RulePublisher rules,
        Access access,
        CaptureMeters meters,
        Identities identities,
        StrictJson json,
        Forms forms,
        Set<String> origins,
        int maxBodyBytes,
        Duration answerWithin,
        Clock clock) {}
