// SPDX-License-Identifier: Apache-2.0
/** What a lead turns into: contact, company and opportunity. */
@NullMarked
package io.leadstream.domain.conversion;

import org.jspecify.annotations.NullMarked;
