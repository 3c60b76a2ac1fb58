#include "ui/shell/services.h"

#include <QStandardPaths>

namespace headroom::ui {

ServicePlaces ServicePlaces::ofThePerson() {
  return {
      {},
      QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/headroom")};
}

}  // namespace headroom::ui
