// SPDX-License-Identifier: Apache-2.0
/** Topics as the catalogue wants them. */
@NullMarked
package io.leadstream.runtime.topic;

import org.jspecify.annotations.NullMarked;
