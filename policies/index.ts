import { PolicyPack } from "@pulumi/policy";

import { rules } from "./pack";

new PolicyPack("oci-delivery", { policies: rules.map(({ policy }) => policy) });
