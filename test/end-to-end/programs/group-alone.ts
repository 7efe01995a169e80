import * as pulumi from "@pulumi/pulumi";
import { EnrollmentGroup } from "pulumi-lookout-intune";

/** A component alone: nothing of this package reads the sign-in before azuread does. */
new EnrollmentGroup("pilot", { existingObjectId: new pulumi.Config("test").require("group") });
