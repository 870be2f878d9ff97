// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes on topics and in stores: Confluent's wire format with a registry for what others read, a version byte for what
 * only we read.
 */
@NullMarked
package io.leadstream.schemas.serde;

import org.jspecify.annotations.NullMarked;
