/**
 * Security headers of every answer that the Worker gives (the static files have the same in `web/public/_headers`). A handler that sets
 * one of them itself means something else by it, as where bytes are served that people sent.
 */
import { secureHeaders } from "hono/secure-headers";

export const securityHeaders = secureHeaders({
  overwrite: false,
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    baseUri: ["'self'"],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    imgSrc: ["'self'", "data:", "blob:"],
    mediaSrc: ["'self'", "blob:"],
    objectSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
  },
  crossOriginOpenerPolicy: "same-origin",
  crossOriginResourcePolicy: "same-site",
  referrerPolicy: "strict-origin-when-cross-origin",
  strictTransportSecurity: "max-age=63072000; includeSubDomains",
  xFrameOptions: "DENY",
  permissionsPolicy: { camera: ["self"], microphone: ["self"], geolocation: ["self"], payment: [], usb: [] },
});
