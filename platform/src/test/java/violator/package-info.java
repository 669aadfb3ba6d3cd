/** A house built wrongly on purpose: its ground floor leans on the room above. It proves that the rule bites. */
package violator;
