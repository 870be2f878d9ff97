// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

/**
 * What is in force after an order.
 *
 * @param word what it is, in words
 * @param version the newest version
 * @param fresh false when the newest version had this content already
 */
public record Published(String word, int version, boolean fresh) {}
