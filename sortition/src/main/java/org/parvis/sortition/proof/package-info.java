/**
 * Why a draw can be believed. Before it, the organisers publish digests of the pool (each person's salted), the quotas, the
 * urn and where chance will come from; then public chance picks one panel; then anyone replays it. What is published never
 * says who anyone is or what they answered.
 *
 * <p>Nothing here needs the solver or any other library, so that the verifier is one small jar.
 */
@NullMarked
package org.parvis.sortition.proof;

import org.jspecify.annotations.NullMarked;
