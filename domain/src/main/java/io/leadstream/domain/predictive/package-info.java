// SPDX-License-Identifier: Apache-2.0
/** The predictive score: which features a model reads, how it is fitted, and what it says of a lead. */
@NullMarked
package io.leadstream.domain.predictive;

import org.jspecify.annotations.NullMarked;
