// SPDX-License-Identifier: Apache-2.0
/** The public topics as an AsyncAPI document. */
@NullMarked
package io.leadstream.schemas.asyncapi;

import org.jspecify.annotations.NullMarked;
