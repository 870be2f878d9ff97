// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

/**
 * The right to write a partition.
 *
 * @param nextOffset first offset that the database doesn't have
 * @param epoch number of the claim: the database takes nothing under an older one
 */
record Claim(long nextOffset, long epoch) {}
