// SPDX-License-Identifier: Apache-2.0
/** Capture's HTTP API. */
@NullMarked
package io.leadstream.capture.http;

import org.jspecify.annotations.NullMarked;
