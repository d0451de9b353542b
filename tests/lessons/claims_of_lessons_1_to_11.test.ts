import { claimsHold, lessonsIn } from './over_seeds';

claimsHold(lessonsIn(1, 11));
