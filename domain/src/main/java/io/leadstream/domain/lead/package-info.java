// SPDX-License-Identifier: Apache-2.0
/** What is known of a person, merged from captures in any order. */
@NullMarked
package io.leadstream.domain.lead;

import org.jspecify.annotations.NullMarked;
