// SPDX-License-Identifier: Apache-2.0
/** Who may ask a service. */
@NullMarked
package io.leadstream.runtime.access;

import org.jspecify.annotations.NullMarked;
