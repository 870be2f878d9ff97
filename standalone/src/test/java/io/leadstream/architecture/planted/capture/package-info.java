// SPDX-License-Identifier: Apache-2.0
/** Classes that break the rules on purpose. */
@NullMarked
package io.leadstream.architecture.planted.capture;

import org.jspecify.annotations.NullMarked;
