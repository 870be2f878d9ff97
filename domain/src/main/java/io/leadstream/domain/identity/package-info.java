// SPDX-License-Identifier: Apache-2.0
/** Who a lead is: normalised addresses, numbers and names, and the name-based ids that follow from them. */
@NullMarked
package io.leadstream.domain.identity;

import org.jspecify.annotations.NullMarked;
