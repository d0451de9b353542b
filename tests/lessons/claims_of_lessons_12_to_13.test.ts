import { claimsHold, lessonsIn } from './over_seeds';

claimsHold(lessonsIn(12, 13));
