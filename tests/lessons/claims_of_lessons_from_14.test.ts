import { claimsHold, lessonsIn } from './over_seeds';

claimsHold(lessonsIn(14, 99));
