// The profiles and rates that the tests of planning begin with, as files of their own.
#pragma once

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>
#include <QtTest>

namespace headroom::test {

inline QJsonObject json(const QByteArray& text) { return QJsonDocument::fromJson(text).object(); }

class PlanFiles : public QObject {
 protected:
  QString write(const QString& name, const QByteArray& text) {
    QFile file(m_directory.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
    file.write(text);
    return file.fileName();
  }
  // contracts 6: A10G and A100 on a 2 x 2 grid.
  QString profile(const QString& gpu, double cost, const QByteArray& throughput,
                  const QByteArray& inputs = "[64, 512]",
                  const QByteArray& slos = "{\"percentile\": 99, \"e2e\": 5}") {
    return write(gpu + ".json",
                 "{\"gpu\": \"" + gpu.toUtf8() + "\", \"cost\": " + QByteArray::number(cost) +
                     ", \"tputs\": " + throughput + ", \"indexes\": [[64, 512], " + inputs +
                     "], \"created\": 1748888480.5, \"e2e\": [[1, 1], [1, 1]], \"slos\": " + slos + "}\n");
  }
  QStringList melange(double rate) {
    const auto r = [&](double share) { return QByteArray::number(rate * share, 'g', 17); };
    return {"optimize",
            "--profile",
            profile("a10g", 1.01, "[[2, 1], [5, 2]]"),
            "--profile",
            profile("a100", 3.67, "[[20, 20], [40, 20]]"),
            "--rates",
            write("rates.json", "{\"indexes\": [[64, 512], [64, 512]], \"rates\": [[" + r(.2) + "," + r(.1) +
                                    "],[" + r(.5) + "," + r(.2) + "]]}")};
  }

  QTemporaryDir m_directory;
};

}  // namespace headroom::test
