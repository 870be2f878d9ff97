// SPDX-License-Identifier: Apache-2.0
/** Assessments by people: budget, authority, need, timeline. */
@NullMarked
package io.leadstream.domain.qualification;

import org.jspecify.annotations.NullMarked;
