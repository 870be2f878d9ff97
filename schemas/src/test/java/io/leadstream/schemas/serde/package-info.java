// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.schemas.serde;

import org.jspecify.annotations.NullMarked;
