@ApplicationModule(allowedDependencies = {})
package violator.ground;

import org.springframework.modulith.ApplicationModule;
