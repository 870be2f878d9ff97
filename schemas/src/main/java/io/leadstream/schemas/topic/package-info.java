// SPDX-License-Identifier: Apache-2.0
/** The topic catalogue. */
@NullMarked
package io.leadstream.schemas.topic;

import org.jspecify.annotations.NullMarked;
