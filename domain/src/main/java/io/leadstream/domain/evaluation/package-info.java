// SPDX-License-Identifier: Apache-2.0
/** How good scores are: pure statistics over scores and what came of the leads. Formulas: docs/backtesting.md. */
@NullMarked
package io.leadstream.domain.evaluation;

import org.jspecify.annotations.NullMarked;
