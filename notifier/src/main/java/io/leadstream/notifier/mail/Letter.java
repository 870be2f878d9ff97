// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import org.jspecify.annotations.Nullable;

/**
 * A mail before it is wrapped.
 *
 * @param about id of the offer it belongs to, by which mail programs put all about one offer together; null when none
 */
record Letter(String subject, String body, @Nullable String about) {}
