/*
** Whether a condition is a term: whether somebody binds somebody by it.
**
**     We will free them if the army leaves.            1: an offer
**     No one may enter unless he has a permit.         1: a rule
**     Prices may rise if the harvest fails.            0: a forecast
**     If you like diving, the bay is worth a visit.    0: advice
*/
#ifndef NEWSEXT_CONDITION_TERMS_H
#define NEWSEXT_CONDITION_TERMS_H

#include "rules.h"

/* Who promises a thing in the clause: "[The smelter] has offered a rise"; empty if nobody does. */
struct run condition_promiser(const struct view *, struct run clause);

/* `holder` is who sets it; empty where nobody is said to. */
bool condition_is_term(const struct view *, const struct reading *, struct run holder);

#endif
